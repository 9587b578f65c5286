# Completes genrenet in bash. Add this line to ~/.bashrc:
#   source <(genrenet completions bash)
_genrenet()
{
    local program=${COMP_WORDS[0]/#\~/$HOME} line=${COMP_LINE:0:COMP_POINT} IFS=$'\n'
    line="genrenet${line#"${COMP_WORDS[0]}"}"
    # An empty list makes bash complete file names.
    COMPREPLY=($("$program" "[suggest:${#line}]" "$line" 2> /dev/null))
    # Bash itself treats the text after an equals sign as a word.
    COMPREPLY=("${COMPREPLY[@]#--*=}")
}
complete -o bashdefault -o default -F _genrenet genrenet
