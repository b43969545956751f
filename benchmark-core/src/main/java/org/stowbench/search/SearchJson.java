package org.stowbench.search;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.apiguardian.api.API;
import org.stowbench.io.Json;

/**
 * Opened containers as JSON:
 *
 * <pre>{@code
 * [{"container": 3, "contents": "empty"},
 *  {"container": 5, "contents": "other_items", "items": ["ladle", "whisk"]},
 *  {"container": 1, "contents": "found"}]
 * }</pre>
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SearchJson {

  private SearchJson() {}

  /** Writes opened containers in their order. */
  public static ArrayNode write(List<Opened> opened) {
    ArrayNode list = Json.list();
    opened.forEach(each -> write(each, list.addObject()));
    return list;
  }

  private static void write(Opened opened, ObjectNode json) {
    json.put("container", opened.container());
    if (opened.contents() instanceof Contents.OtherItems other) {
      json.put("contents", "other_items");
      ArrayNode items = json.putArray("items");
      other.items().forEach(items::add);
    } else {
      json.put("contents", opened.contents() instanceof Contents.Found ? "found" : "empty");
    }
  }
}
