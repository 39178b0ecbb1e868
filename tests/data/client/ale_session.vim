" Opens a request in Vim with ALE, and writes the findings to a file.
set nocompatible
filetype plugin on
let g:ale_linters = {'json': ['ecs_preflight']}
let g:ale_linters_explicit = 1
let g:ale_lint_delay = 0
set runtimepath^=/usr/share/vim-ale
set runtimepath^=$HOME/.vim
runtime plugin/ale.vim
edit request.json
let g:waited = 0
while empty(getloclist(0)) && g:waited < 200
  sleep 50m
  let g:waited += 1
endwhile
let g:shown = map(getloclist(0), 'printf("%d:%d %s %s", v:val.lnum, v:val.col, v:val.type, v:val.text)')
call writefile(g:shown, 'findings.txt')
qall!
