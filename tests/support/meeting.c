/*
 * meeting.c: two databases of one team that meet in a folder.
 */
#include "tests/support/meeting.h"
#include "data/base/memory.h"
#include "data/entry/entry_clock.h"
#include "data/sync/carriers.h"
#include "data/team/team_write.h"
#include "tests/support/check.h"
#include "tests/support/sharing.h"
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

void meeting_sync(struct meeting *meeting, struct ledger *ledger)
{
    const struct sync_options options = {0};
    sync_result_clear(&meeting->result);
    if (sync_run(ledger->store, &options, &meeting->result, &meeting->err))
        fail_msg("%s", meeting->err.message);
}

void meeting_assert_sync(
    struct meeting *meeting, struct ledger *ledger, size_t came, size_t went, size_t failed)
{
    meeting_sync(meeting, ledger);
    for (size_t i = 0; i < meeting->result.said_count && !failed; i++)
        print_error("%s\n", meeting->result.said[i].text);
    assert_int_equal(meeting->result.came, came);
    assert_int_equal(meeting->result.went, went);
    assert_int_equal(meeting->result.failed, failed);
}

void meeting_meet(struct meeting *meeting)
{
    for (int i = 0; i < 2; i++) {
        meeting_sync(meeting, meeting->head);
        meeting_sync(meeting, meeting->laptop);
    }
}

void meeting_add_carrier(
    struct meeting *meeting, struct ledger *ledger, const char *name, const char *folder)
{
    if (carriers_add(ledger->store, name, "folder", folder, &meeting->err))
        fail_msg("%s", meeting->err.message);
}

void meeting_join(struct meeting *meeting, struct ledger *ledger, enum act_role role)
{
    struct invitation invitation;
    const struct team_person person = {.name = "Bo", .device = "Laptop"};
    uint64_t expires = entry_clock_hlc(entry_clock_now(meeting->head->store) + 1000000);
    assert_int_equal(team_write_invite(meeting->head->store, &person, role, expires, NULL,
                         &invitation, &meeting->err),
        LI_OK);
    if (team_write_join(ledger->store, &invitation, "Laptop", &meeting->err))
        fail_msg("%s", meeting->err.message);
    invitation_clear(&invitation);
}

int meeting_set_up(void **state)
{
    struct meeting *meeting = li_calloc(1, sizeof *meeting);
    void *place;
    place_set_up(&place);
    meeting->place = place;
    meeting->one = place_beside(place, "one");
    meeting->other = place_beside(place, "other");
    assert_int_equal(mkdir(meeting->one, 0700), 0);
    assert_int_equal(mkdir(meeting->other, 0700), 0);
    meeting->head = ledger_new();
    meeting->laptop = ledger_new();
    sharing_found(meeting->head->store);
    meeting_join(meeting, meeting->laptop, ACT_ROLE_EDITOR);
    meeting_add_carrier(meeting, meeting->head, "one", meeting->one);
    meeting_add_carrier(meeting, meeting->laptop, "one", meeting->one);
    *state = meeting;
    return 0;
}

int meeting_tear_down(void **state)
{
    struct meeting *meeting = *state;
    void *place = meeting->place;
    char *command = li_format("rm -rf '%s' '%s'", meeting->one, meeting->other);
    assert_int_equal(system(command), 0);
    free(command);
    sync_result_clear(&meeting->result);
    ledger_free(meeting->head);
    ledger_free(meeting->laptop);
    free(meeting->one);
    free(meeting->other);
    free(meeting);
    return place_tear_down(&place);
}

void meeting_add_area(struct ledger *ledger, int number)
{
    const struct id id = {{7, (unsigned char)(number >> 8), (unsigned char)number}};
    ledger->clock += 1000;
    ledger_write(ledger, "Add area", ledger_add_area, &id, NULL);
}

const char *meeting_areas(struct ledger *ledger)
{
    return ledger_value(ledger, "SELECT count(*) FROM area");
}

void meeting_assert_sound(struct ledger *ledger)
{
    ledger_is_sound(ledger);
    sharing_is_sound(ledger->store);
}

int meeting_count_files(const char *folder, const char *text, char **last)
{
    int count = 0;
    DIR *entries = opendir(folder);
    assert_non_null(entries);
    const struct dirent *entry;
    char *found = NULL;
    while ((entry = readdir(entries)) != NULL)
        if (strstr(entry->d_name, text)) {
            free(found);
            found = li_format("%s/%s", folder, entry->d_name);
            count++;
        }
    closedir(entries);
    if (last)
        *last = found;
    else
        free(found);
    return count;
}

char *meeting_tail(const struct meeting *meeting, const struct ledger *ledger)
{
    char name[2 * ID_SIZE + 16];
    const struct id *replica = store_replica(ledger->store);
    for (int i = 0; i < ID_SIZE; i++)
        snprintf(name + 2 * i, 3, "%02x", replica->byte[i]);
    strcat(name, "-tail.bundle");
    return li_format("%s/%s", meeting->one, name);
}
