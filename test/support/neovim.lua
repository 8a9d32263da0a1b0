-- Edits a file in Neovim with the server attached, and writes what it shows as JSON.
-- Environment: ARMLOCK_CLI and ARMLOCK_NODE start the server, ARMLOCK_TEXT is the file with the text to type,
-- ARMLOCK_AT is a text at which to ask, ARMLOCK_OUT is the file for the result.
local function read(name)
  local lines = {}
  for line in io.lines(name) do
    table.insert(lines, line)
  end
  return lines
end

local client = vim.lsp.start_client({
  name = 'armlock',
  cmd = { vim.env.ARMLOCK_NODE, vim.env.ARMLOCK_CLI, 'lsp' },
  root_dir = vim.fn.getcwd(),
  init_options = { debounce = 0 },
})
vim.wait(20000, function()
  local found = vim.lsp.get_client_by_id(client)
  return found ~= nil and found.initialized
end)
vim.lsp.buf_attach_client(0, client)

local function problems()
  local found = {}
  for _, one in ipairs(vim.diagnostic.get(0)) do
    table.insert(found, { code = one.code, source = one.source, line = one.lnum + 1, severity = one.severity })
  end
  return found
end
local function has(code)
  for _, one in ipairs(problems()) do
    if one.code == code then
      return true
    end
  end
  return false
end
local function ask(method, more)
  local line, column = 0, 0
  for number, text in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
    local at = text:find(vim.env.ARMLOCK_AT, 1, true)
    if at then
      line, column = number - 1, at - 1
    end
  end
  local position = { line = line, character = column }
  local params = vim.tbl_extend('force', { textDocument = vim.lsp.util.make_text_document_params() }, more(position))
  local answers = vim.lsp.buf_request_sync(0, method, params, 20000) or {}
  return (answers[client] or {}).result
end

vim.api.nvim_buf_set_lines(0, 0, -1, false, read(vim.env.ARMLOCK_TEXT))
vim.wait(20000, function()
  return has('vault-immutability-weakened')
end)
local result = { typed = problems() }
result.hover = ask('textDocument/hover', function(position)
  return { position = position }
end)
local actions = ask('textDocument/codeAction', function(position)
  return { range = { start = position, ['end'] = position }, context = { diagnostics = {} } }
end)
result.action = actions and actions[1] and actions[1].title
if actions and actions[1] then
  vim.lsp.util.apply_workspace_edit(actions[1].edit, 'utf-16')
end
vim.wait(20000, function()
  return not has('vault-immutability-weakened')
end)
result.restored = problems()
result.text = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n') .. '\n'
local out = io.open(vim.env.ARMLOCK_OUT, 'w')
out:write(vim.fn.json_encode(result))
out:close()
vim.cmd('qall!')
