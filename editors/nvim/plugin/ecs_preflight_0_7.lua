-- For Neovim 0.7 to 0.10, which have no `vim.lsp.config`. Put this file into `plugin/` of your configuration.
local filetypes = { 'json', 'jsonc', 'yaml', 'sh', 'bash', 'zsh', 'make', 'dockerfile' }

--- The nearest folder with a configuration or a repository, or else that of the file.
local function root(file)
  local folder = vim.fn.fnamemodify(file, ':p:h')
  local around = folder
  while true do
    for _, marker in ipairs({ 'ecs-preflight.toml', '.git' }) do
      if vim.loop.fs_stat(around .. '/' .. marker) then
        return around
      end
    end
    local above = vim.fn.fnamemodify(around, ':h')
    if above == around then
      return folder
    end
    around = above
  end
end

local clients = {}

vim.api.nvim_create_autocmd('FileType', {
  pattern = filetypes,
  callback = function(event)
    local folder = root(event.file)
    if not clients[folder] or not vim.lsp.get_client_by_id(clients[folder]) then
      clients[folder] = vim.lsp.start_client({
        name = 'ecs_preflight',
        cmd = { 'ecs-preflight', 'server' },
        root_dir = folder,
        workspace_folders = { { uri = vim.uri_from_fname(folder), name = folder } },
        init_options = { diagnostics = 'push' },
      })
    end
    vim.lsp.buf_attach_client(event.buf, clients[folder])
  end,
})
