" ecs-preflight for ALE: `let g:ale_linters = {'json': ['ecs_preflight']}`.
call ale#Set('json_ecs_preflight_executable', 'ecs-preflight')

function! ale_linters#json#ecs_preflight#Handle(buffer, lines) abort
    let l:pattern = '\v^.{-}:(\d+):(\d+): (error|warning|info)\[([a-z0-9/-]+)\]: (.+)$'
    let l:findings = []

    " The columns are characters, and those of Vim are bytes.
    for l:match in ale#util#GetMatches(a:lines, l:pattern)
        let l:line = get(getbufline(a:buffer, str2nr(l:match[1])), 0, '')
        call add(l:findings, {
        \   'lnum': str2nr(l:match[1]),
        \   'col': byteidx(l:line, str2nr(l:match[2]) - 1) + 1,
        \   'type': toupper(l:match[3][0]),
        \   'code': l:match[4],
        \   'text': l:match[5],
        \})
    endfor

    return l:findings
endfunction

call ale#linter#Define('json', {
\   'name': 'ecs_preflight',
\   'executable': {buffer -> ale#Var(buffer, 'json_ecs_preflight_executable')},
\   'command': '%e check --format concise --skip-unrecognized --allow-none --stdin-filename %s -',
\   'callback': 'ale_linters#json#ecs_preflight#Handle',
\})
