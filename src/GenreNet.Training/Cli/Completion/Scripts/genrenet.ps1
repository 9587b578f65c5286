# Completes genrenet in PowerShell. Add this line to the file that $PROFILE names:
#   genrenet completions pwsh | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName genrenet -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    # The text of the command ends before a space that precedes the cursor.
    $program = $commandAst.CommandElements[0].Extent
    $line = $commandAst.Extent.Text.PadRight($cursorPosition - $commandAst.Extent.StartOffset)
    $line = 'genrenet' + $line.Substring(0, $cursorPosition - $commandAst.Extent.StartOffset).Substring($program.Text.Length)
    & $program.Text.Trim('"', "'") "[suggest:$($line.Length)]" $line 2>$null | ForEach-Object {
        [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
    }
}
