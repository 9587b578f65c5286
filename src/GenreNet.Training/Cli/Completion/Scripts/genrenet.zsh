#compdef genrenet
# Completes genrenet in zsh. Add this line to ~/.zshrc, after compinit:
#   source <(genrenet completions zsh)
_genrenet()
{
    local -a suggestions
    local line="genrenet ${(j: :)words[2,CURRENT-1]} $PREFIX"
    [[ CURRENT -eq 2 ]] && line="genrenet $PREFIX"
    suggestions=(${(f)"$(${~words[1]} "[suggest:${#line}]" "$line" 2> /dev/null)"})
    if (( $#suggestions )); then
        compadd -a suggestions
    else
        _files
    fi
}
compdef _genrenet genrenet
