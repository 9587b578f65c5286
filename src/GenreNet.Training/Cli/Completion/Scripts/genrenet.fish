# Completes genrenet in fish. Save it where fish looks for it:
#   genrenet completions fish > ~/.config/fish/completions/genrenet.fish
function __genrenet_suggestions
    set -l words (commandline --cut-at-cursor --tokenize --current-process)
    set -l word (commandline --cut-at-cursor --current-token)
    set -l line (string join -- ' ' genrenet $words[2..-1] $word)
    set -l suggestions ($words[1] "[suggest:"(string length -- $line)"]" $line 2>/dev/null)
    if set -q suggestions[1]
        printf '%s\n' $suggestions
    else
        __fish_complete_path $word
    end
end
complete --command genrenet --no-files --arguments '(__genrenet_suggestions)'
