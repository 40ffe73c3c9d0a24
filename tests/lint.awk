# Reads C sources as the house rules see them: code without comments, and the
# string literals apart. Prints "path:line: what is wrong". Run by tests/lint.sh
# in LC_ALL=C: mawk and gawk then both work on bytes.

function complain(what) {
    printf "%s:%d: %s\n", FILENAME, FNR, what
}

# Sets code (comments gone, literals emptied) and strings[1..nstrings] of the line.
function split_line(line,    at, token, rest, end) {
    code = ""
    nstrings = 0
    while (line != "") {
        if (in_comment) {
            at = index(line, "*/")
            if (!at)
                return
            line = substr(line, at + 2)
            in_comment = 0
            continue
        }
        at = match(line, /"|'|\/\*|\/\//)
        if (!at) {
            code = code line
            return
        }
        token = substr(line, at, RLENGTH)
        code = code substr(line, 1, at - 1)
        rest = substr(line, at + RLENGTH)
        if (token == "/*") {
            in_comment = 1
            code = code " "
            line = rest
        } else if (token == "//") {
            return
        } else {
            end = token == "\"" ? match(rest, /^([^"\\]|\\.)*"/) : match(rest, /^([^'\\]|\\.)*'/)
            if (!end)
                RLENGTH = length(rest) + 1
            if (token == "\"")
                strings[++nstrings] = substr(rest, 1, RLENGTH - 1)
            code = code token token
            line = substr(rest, RLENGTH + 1)
        }
    }
}

# ---- layers ------------------------------------------------------------------

# The layer a path belongs to; "" where anything goes (tests, build-time helpers).
function layer_of(path) {
    if (path ~ /^src\/base\//) return "base"
    if (path ~ /^src\/rules\//) return "rules"
    if (path ~ /^src\/command\//) return "command"
    if (path ~ /^src\/main\.c$/) return "main"
    if (path ~ /^data\/content\//) return ""
    if (path ~ /^data\//) return "data"
    if (path ~ /^ui\/kit\//) return "kit"
    if (path ~ /^ui\/screens\//) return "screens"
    return ""
}

BEGIN {
    may["base"] = " base "
    may["rules"] = " base rules "
    may["data"] = " base rules data "
    may["kit"] = " base kit "
    may["screens"] = " base rules data kit screens "
    may["command"] = " base rules data kit screens command "
    may["main"] = " base command "
}

# "base/x.h" and "ui/kit/x.h" as they are written in an #include.
function check_include(line,    name, target) {
    if (line ~ /^[ \t]*#[ \t]*include[ \t]*</) {
        name = line
        sub(/^[^<]*</, "", name)
        sub(/>.*/, "", name)
        if (name ~ /^sqlite3/ && path !~ /^data\/engine\//)
            complain("<" name "> belongs to data/engine alone")
        if (name ~ /curses|^(panel|menu|form|term)\.h$/ && layer != "kit")
            complain("<" name "> belongs to ui/kit alone")
        return
    }
    if (line !~ /^[ \t]*#[ \t]*include[ \t]*"/)
        return
    name = line
    sub(/^[^"]*"/, "", name)
    sub(/".*/, "", name)
    if (name !~ /\//) {
        complain("\"" name "\": includes are written from the root or from src/")
        return
    }
    target = layer_of(name)
    if (target == "")
        target = layer_of("src/" name)
    if (target == "" || index(may[layer], " " target " ") == 0)
        complain("\"" name "\": " layer " may use only" may[layer])
}

# ---- calls -------------------------------------------------------------------

# Is name called in the line's code?
function calls(name) {
    return code ~ ("(^|[^A-Za-z0-9_.>])" name "[ \t]*\\(")
}

function ban(names, why,    list, n, i) {
    n = split(names, list, " ")
    for (i = 1; i <= n; i++)
        if (calls(list[i]) && index(allowed, " " path ":" list[i] " ") == 0)
            complain(list[i] "(): " why)
}

function check_calls() {
    ban("strcpy strcat strncpy strncat stpcpy sprintf vsprintf gets", "use base/mem.h, snprintf")
    ban("strtok", "keeps its state in a global")
    ban("localtime localtime_r mktime", "the host's zone; use base/date.h")
    if (path !~ /^src\/base\/date/)
        ban("gmtime gmtime_r timegm", "use base/date.h")
    ban("wcwidth wcswidth", "columns are asked of base/text.h")
    ban("get_wch wget_wch", "swallows input at a bad byte; use ui/kit/key.h")
    ban("flushinp tcflush", "keys typed ahead are never lost")
    ban("system popen", "no shell; name the file in tests/lint.sh where it must be")
    ban("setjmp longjmp", "errors are values")
    ban("rand srand random srandom", "a seed of one's own, or libsodium")
    if (layer == "rules") {
        ban("time clock_gettime gettimeofday getenv", "rules have no clock and no environment of their own")
        ban("fopen open printf fprintf puts fputs read write", "rules do no I/O")
    }
    if ((layer == "rules" || layer == "data") && code ~ /(^|[^A-Za-z0-9_])(float|double)([^A-Za-z0-9_]|$)/)
        complain("nothing of the trade is a floating-point number")
    if (layer != "data" && calls("query_begin|query_compose|SQL"))
        complain("statements belong to data/")
}

# ---- literals ----------------------------------------------------------------

function check_strings(    i, s) {
    for (i = 1; i <= nstrings; i++) {
        s = strings[i]
        if (layer != "data" &&
            s ~ /(^|[^A-Za-z])(SELECT|INSERT|REPLACE|UPDATE|DELETE|CREATE TABLE|PRAGMA)( |$).*[a-z]/)
            complain("SQL outside data/")
        if (layer == "data" && s ~ /(^|[^A-Za-z])OFFSET([^A-Za-z]|$)/)
            complain("lists are read by key, never by OFFSET")
        if ((layer == "screens" || layer == "command" || layer == "main") && s ~ /[\200-\377]/)
            complain("words for people are English here, Chinese in po/")
        if (s ~ /(^|[^A-Za-z0-9_.])\/(work|root|home|tmp)(\/|$)/)
            complain("a path of one machine")
    }
}

# ---- files and functions -----------------------------------------------------

function file_begins(    guard) {
    path = FILENAME
    layer = layer_of(path)
    in_comment = 0
    function_began = 0
    want_guard = ""
    if (path ~ /\.h$/) {
        guard = path
        sub(/^src\//, "", guard)
        guard = toupper(guard)
        gsub(/[^A-Z0-9]/, "_", guard)
        want_guard = "QT_" guard
    }
}

FNR == 1 { file_begins() }

{
    split_line($0)
    if (want_guard != "" && code ~ /[^ \t]/) {
        if (code !~ ("^#ifndef " want_guard "[ \t]*$"))
            complain("a header begins with #ifndef " want_guard)
        want_guard = ""
    }
    if (layer == "")
        next
    if ($0 ~ /[ \t]$/ || index($0, "\t"))
        complain("a tab, or a blank at the line's end")
    if ($0 ~ /(TODO|FIXME|XXX)([^A-Za-z]|$)/ && $0 !~ /XXXXXX/)
        complain("unfinished work is an issue, not a comment")
    if (code ~ /^[ \t]*#[ \t]*include/)
        check_include($0)
    else {
        check_calls()
        check_strings()
    }
    if (code ~ /^{/)
        function_began = FNR
    if (code ~ /^}/ && function_began) {
        if (FNR - function_began - 1 > 60)
            complain("a function of " (FNR - function_began - 1) " lines; 60 fit on a screen")
        function_began = 0
    }
    if (FNR == 701 && path !~ /_(table|data)\.[ch]$/)
        complain("a file of more than 700 lines has more than one purpose")
}
