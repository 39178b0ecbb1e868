-- Opens a request in Neovim, prints its findings, applies the first fix, and prints what is left.
local function findings(tag)
  for _, found in ipairs(vim.diagnostic.get(0)) do
    local line = vim.api.nvim_buf_get_lines(0, found.lnum, found.lnum + 1, true)[1]
    local text = string.sub(line, found.col + 1, found.end_col)
    print(string.format('%s %s %s %s', tag, text, found.source, found.code))
  end
  print(tag .. ' count ' .. #vim.diagnostic.get(0))
end

vim.cmd('filetype on')
vim.cmd('edit request.json')
vim.wait(10000, function() return #vim.diagnostic.get(0) > 0 end, 50)
findings('open')

local buffer = vim.api.nvim_get_current_buf()
local client = vim.lsp.get_active_clients()[1]
local first = vim.diagnostic.get(0)[1]
local params = {
  textDocument = vim.lsp.util.make_text_document_params(buffer),
  range = { start = { line = first.lnum, character = 0 }, ['end'] = { line = first.lnum, character = 0 } },
  context = { diagnostics = {}, only = { 'source.fixAll.ecs-preflight' } },
}
local answer = client.request_sync('textDocument/codeAction', params, 10000, buffer)
vim.lsp.util.apply_workspace_edit(answer.result[1].edit, client.offset_encoding)
vim.wait(10000, function() return #vim.diagnostic.get(0) == 0 end, 50)
findings('fixed')
vim.cmd('write')
vim.cmd('qall!')
