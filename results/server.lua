-- What wrk sends to stowbench serve: POST /v1/rank with the whole scene in the body. Arguments: a
-- scenes.jsonl, and "new" if the server must never have seen a scene before.
local items = { "whisk", "bottle opener", "frying pan", "spices", "mugs", "tea towel", "colander" }
local headers = { ["Content-Type"] = "application/json" }
local scenes, asked, thread, threads = {}, 0, 0, 0
local fresh = false

function setup(t)
  t:set("thread", threads)
  threads = threads + 1
end

function init(args)
  for line in io.lines(args[1]) do
    scenes[#scenes + 1] = line
  end
  fresh = args[2] == "new"
end

function request()
  local scene = scenes[asked % #scenes + 1]
  local item = items[asked % #items + 1]
  if fresh then
    scene = scene:gsub('"id":"', '"id":"' .. thread .. "-" .. asked .. "-", 1)
  end
  asked = asked + 1
  return wrk.format("POST", "/v1/rank", headers, '{"item":"' .. item .. '","scene":' .. scene .. "}")
end

local refused = 0
function response(status)
  if status ~= 200 then
    refused = refused + 1
    print("status " .. status)
  end
end
