# json.awk: reads JSON values (one or several) by RFC 8259 and fails, saying where, on anything
# else. Prints how many values there were and how many members their objects held at any depth.

function fail(wanted) {
    print "byte " at ": " wanted " expected, not " substr(text, at, 12)
    exit 1
}
function skip() {
    while (index(" \t\n\r", substr(text, at, 1)) && at <= size)
        at++
}
function take(pattern, name) {
    if (!match(substr(text, at), "^" pattern))
        fail(name)
    at += RLENGTH
}
function string() {
    take("\"", "a string")
    for (;;) {
        if (match(substr(text, at, 4096), /^[^"\\\001-\037]+/))
            at += RLENGTH
        else if (substr(text, at, 1) == "\\")
            take("\\\\([\"\\\\/bfnrt]|u[0-9A-Fa-f][0-9A-Fa-f][0-9A-Fa-f][0-9A-Fa-f])", "an escape")
        else
            break
    }
    take("\"", "the end of a string")
}
function list(closing, object) {
    at++
    skip()
    if (substr(text, at, 1) == closing) {
        at++
        return
    }
    for (;;) {
        skip()
        if (object) {
            string()
            members++
            skip()
            take(":", "a colon")
        }
        value()
        skip()
        if (substr(text, at, 1) != ",")
            break
        at++
    }
    take("[" (closing == "]" ? "]" : "}") "]", "a comma or " closing)
}
function value() {
    skip()
    first = substr(text, at, 1)
    if (first == "{")
        list("}", 1)
    else if (first == "[")
        list("]", 0)
    else if (first == "\"")
        string()
    else if (first ~ /[-0-9]/)
        take("-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][-+]?[0-9]+)?", "a number")
    else
        take("(true|false|null)", "a value")
}

{ text = text $0 "\n" }

END {
    size = length(text)
    at = 1
    for (skip(); at <= size; skip()) {
        value()
        values++
    }
    printf "%d values, %d members\n", values, members
    exit values == 0
}
