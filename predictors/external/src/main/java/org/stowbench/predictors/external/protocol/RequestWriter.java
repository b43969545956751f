package org.stowbench.predictors.external.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.stowbench.io.Json;
import org.stowbench.io.QueryJson;
import org.stowbench.query.Query;
import org.stowbench.run.Software;
import org.stowbench.scene.Scene;
import org.stowbench.search.SearchJson;

/**
 * Writes requests for one planner, with as much of each scene as it wants. Queries that follow each
 * other often share a scene, so the last few scenes are kept as written. Safe from several threads.
 */
public final class RequestWriter {

  /** As many scenes as the threads of a run are likely to be busy with. */
  private static final int SCENES_KEPT = 16;

  /** In bytes; a scene with a photo in it is not kept. */
  private static final int LONGEST_KEPT = 1 << 20;

  private static final byte[] SCENE = ",\"scene\":".getBytes(StandardCharsets.US_ASCII);

  private final SceneWriter scenes;
  private final Deque<Written> kept = new ArrayDeque<>();

  /** For a planner that wants this. */
  public RequestWriter(SceneWriter scenes) {
    this.scenes = scenes;
  }

  /** The first message: what a planner wants does not matter yet. */
  public static byte[] hello() {
    ObjectNode json = message("hello");
    json.put("protocol", PlannerRequest.PROTOCOL);
    json.put("stowbench", Software.version());
    return bytes(json);
  }

  /** A request as one JSON object in UTF-8, on one line, without a line end. */
  public byte[] write(PlannerRequest request) {
    if (request instanceof PlannerRequest.Rank rank) {
      return withScene(asked("rank", rank.id(), rank.query(), rank.seed()), rank.query().scene());
    }
    if (request instanceof PlannerRequest.Step step) {
      ObjectNode json = asked("search", step.id(), step.query(), step.seed());
      json.set("opened", SearchJson.write(step.opened()));
      json.put("budget", step.budget());
      return withScene(json, step.query().scene());
    }
    if (request instanceof PlannerRequest.Ended ended) {
      ObjectNode json = message("end");
      json.put("id", ended.id());
      json.set("opened", SearchJson.write(ended.opened()));
      json.put("end", Json.name(ended.end()));
      return bytes(json);
    }
    return request instanceof PlannerRequest.Hello ? hello() : bytes(message("bye"));
  }

  private static ObjectNode message(String type) {
    return Json.object().put("type", type);
  }

  private static ObjectNode asked(String type, String id, Query query, long seed) {
    ObjectNode json =
        message(type)
            .put("id", id)
            .put("query", query.id())
            .put("item", query.item())
            .put("seed", seed);
    if (!query.known().isEmpty()) {
      json.set("known", QueryJson.write(query.known()));
    }
    return json;
  }

  private byte[] withScene(ObjectNode json, Scene scene) {
    byte[] head = bytes(json);
    byte[] written = written(scene);
    var out = new ByteArrayOutputStream(head.length + SCENE.length + written.length);
    out.write(head, 0, head.length - 1); // without the brace, which comes last
    out.writeBytes(SCENE);
    out.writeBytes(written);
    out.write('}');
    return out.toByteArray();
  }

  private static byte[] bytes(ObjectNode json) {
    return Json.line(json).getBytes(StandardCharsets.UTF_8);
  }

  private byte[] written(Scene scene) {
    byte[] bytes = entry(scene).get();
    if (bytes.length > LONGEST_KEPT) {
      synchronized (kept) {
        kept.removeIf(entry -> entry.scene == scene);
      }
    }
    return bytes;
  }

  private Written entry(Scene scene) {
    synchronized (kept) {
      for (Written entry : kept) {
        if (entry.scene == scene) {
          return entry;
        }
      }
      if (kept.size() == SCENES_KEPT) {
        kept.removeLast();
      }
      Written entry = new Written(scene);
      kept.addFirst(entry);
      return entry;
    }
  }

  /** A scene as written, by whoever needs it first. */
  private final class Written {

    private final Scene scene;
    private byte[] bytes;

    Written(Scene scene) {
      this.scene = scene;
    }

    synchronized byte[] get() {
      if (bytes == null) {
        bytes = bytes(scenes.write(scene));
      }
      return bytes;
    }
  }
}
