" `:compiler ecs_preflight`, then `:make` or `:make deploy/`: the findings are in the quickfix list.
" Its columns are characters; on a line with characters of several bytes, Vim's cursor stops before the place.
if exists('current_compiler')
  finish
endif
let current_compiler = 'ecs_preflight'

CompilerSet makeprg=ecs-preflight\ check\ --format\ concise\ --quiet
CompilerSet errorformat=%f:%l:%c:\ %trror[%m,%f:%l:%c:\ %tarning[%m,%f:%l:%c:\ %tnfo[%m
