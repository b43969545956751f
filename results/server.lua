-- What wrk sends to stowbench serve: POST /v1/rank with the whole scene in the body. Arguments: a
-- scenes.jsonl, and what to send of it: "again", each scene over and over; "new", each under an id
-- that the server has never seen; "next", each over and over to /v1/next, with the first container
-- opened and a ladle in it; "broken", bodies that are no question, one in ten of them too large.
local items = { "whisk", "bottle opener", "frying pan", "spices", "mugs", "tea towel", "colander" }
local headers = { ["Content-Type"] = "application/json" }
local scenes, asked, thread, threads = {}, 0, 0, 0
local fresh, broken, step = false, false, false
local opened = '"opened":[{"container":0,"contents":"other_items","items":["ladle"]}],'
local large = string.rep("x", 2 * 1024 * 1024)

function setup(t)
  t:set("thread", threads)
  threads = threads + 1
end

function init(args)
  for line in io.lines(args[1]) do
    scenes[#scenes + 1] = line
  end
  fresh = args[2] == "new"
  broken = args[2] == "broken"
  step = args[2] == "next"
end

function request()
  local scene = scenes[asked % #scenes + 1]
  local item = items[asked % #items + 1]
  if fresh then
    scene = scene:gsub('"id":"', '"id":"' .. thread .. "-" .. asked .. "-", 1)
  end
  asked = asked + 1
  if broken then
    local body = asked % 10 == 0 and large or scene:sub(1, asked % #scene)
    return wrk.format("POST", "/v1/rank", headers, body)
  end
  local path = step and "/v1/next" or "/v1/rank"
  local body = '{"item":"' .. item .. '",' .. (step and opened or "") .. '"scene":' .. scene .. "}"
  return wrk.format("POST", path, headers, body)
end
