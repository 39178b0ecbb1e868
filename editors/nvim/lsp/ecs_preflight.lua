-- For Neovim 0.11 and later. Put this file into `lsp/` of your configuration, and `vim.lsp.enable('ecs_preflight')`
-- into init.lua.
return {
  cmd = { 'ecs-preflight', 'server' },
  filetypes = { 'json', 'jsonc', 'yaml', 'sh', 'bash', 'zsh', 'make', 'dockerfile' },
  root_markers = { 'ecs-preflight.toml', '.git' },
  init_options = { diagnostics = 'auto', leaveOutSchema = false },
}
