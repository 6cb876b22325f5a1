# coverage.awk: what gcov -t -b -c says, as a table of lines and branches by folder, in the order of
# the floors (order); what is not reached goes to the file named in list. A header stands in many
# objects: a line of it counts once, and is reached when any of them reached it.
#
# Not counted: branches of an assert, which is its own failure; the line that ends the program when
# there is no memory, and the branch to it, which tests/fault reaches by chance; and the lines of
# the table build-aux/coverage.exempt (exempt), each with its reason. Fails when a line of data/ is
# not reached, or a row of that table names no line that is left to reach.

function folder(file) {
    sub(/\/[^\/]*$/, "", file)
    return file
}

function percent(part, of) {
    return of ? sprintf("%.1f%%", 100 * part / of) : "-"
}

function row(name, lines, hit, branches, taken) {
    printf "%-18s %7d %7s %9d %7s\n", name, lines, percent(hit, lines), branches, percent(taken, branches)
}

# The lines of a file that are in a set, those that follow one another as 12-15.
function numbers(file, last, set,    i, from, text) {
    for (i = 1; i <= last + 1; i++)
        if ((file, i) in set)
            from = from ? from : i
        else if (from) {
            text = text (text ? ", " : "") from (i - 1 > from ? "-" (i - 1) : "")
            from = 0
        }
    return text
}

BEGIN {
    floors = split(order, name, " ")
    for (i = 1; i <= floors; i++)
        is_floor[name[i]] = 1
    while ((getline text < exempt) > 0) {
        if (text ~ /^(#|$)/)
            continue
        split(text, part, "\t")
        excused[part[1], part[2]] = 1
    }
}

/^ *-: *0:Source:/ {
    # The path begins with .. or, as some compilers have it, with where the source lies, whatever the
    # folders on the way are called.
    file = substr($0, index($0, "Source:") + length("Source:"))
    while (!(folder(file) in is_floor) && sub(/^[^\/]*\//, "", file))
        ;
    ours = folder(file) in is_floor && file != "data/database/embedded_files.c"
    next
}

!ours { next }

/^ *[0-9#=-][^:]*: *[0-9]+:/ {
    split($0, part, ":")
    count = part[1]
    before = line
    line = part[2] + 0
    gsub(/[ *]/, "", count)
    text = $0
    sub(/^[^:]*: *[0-9]+: */, "", text)
    asserted = text ~ /(^|[^_])assert\(/
    branch = 0
    if (count == "-")
        next
    key = file SUBSEP line
    if (text ~ /^(li_out_of_memory|abort)\(\);/) {
        apart[key] = apart[file, last[file]] = 1
        gone[key] = 1
        next
    }
    if ((file, text) in excused) {
        gone[key] = apart[key] = 1
        if (count + 0 == 0)
            used[file, text] = 1
        next
    }
    last[file] = line
    if (!(key in reached)) {
        reached[key] = 0
        if (line > most[file])
            most[file] = line
    }
    if (count + 0 > 0)
        reached[key] = 1
    next
}

/^branch/ {
    if (asserted)
        next
    key = file SUBSEP line SUBSEP branch++
    if (!(key in went))
        went[key] = 0
    if ($3 == "taken" && $4 + 0 > 0)
        went[key] = 1
}

END {
    for (key in reached) {
        split(key, at, SUBSEP)
        if ((at[1], at[2]) in gone)
            continue
        where = folder(at[1])
        lines[where]++
        hit[where] += reached[key]
        if (!reached[key])
            missed[at[1], at[2]] = 1
    }
    for (key in went) {
        split(key, at, SUBSEP)
        if ((at[1], at[2]) in apart)
            continue
        where = folder(at[1])
        branches[where]++
        taken[where] += went[key]
        if (!went[key] && reached[at[1], at[2]])
            halves[at[1], at[2]] = 1
    }
    printf "%-18s %7s %7s %9s %7s\n", "folder", "lines", "", "branches", ""
    for (i = 1; i <= floors; i++) {
        where = name[i]
        row(where, lines[where], hit[where], branches[where], taken[where])
        all_lines += lines[where]
        all_hit += hit[where]
        all_branches += branches[where]
        all_taken += taken[where]
    }
    row("all", all_lines, all_hit, all_branches, all_taken)
    status = 0
    for (file in most) {
        text = numbers(file, most[file], missed)
        half = numbers(file, most[file], halves)
        if (text != "" && file ~ /^data\//) {
            print file ": not reached: " text | "sort >&2"
            status = 1
        }
        if (text != "" || half != "")
            print file ": lines " (text == "" ? "none" : text) "; branches in " (half == "" ? "none" : half) | ("sort >" list)
    }
    for (key in excused)
        if (!(key in used)) {
            split(key, at, SUBSEP)
            print exempt ": nothing to excuse: " at[1] ": " at[2] | "sort >&2"
            status = 1
        }
    exit status
}
