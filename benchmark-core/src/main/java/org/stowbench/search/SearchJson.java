package org.stowbench.search;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.apiguardian.api.API;
import org.stowbench.io.Json;
import org.stowbench.io.JsonInput;

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

  /**
   * Reads opened containers in their order.
   *
   * @param containers reads a container's id
   */
  public static List<Opened> read(JsonInput list, ToIntFunction<JsonInput> containers) {
    List<Opened> opened = new ArrayList<>();
    for (JsonInput each : list.elements()) {
      int container = containers.applyAsInt(each.field("container"));
      opened.add(each.build(o -> new Opened(container, contents(o))));
    }
    return opened;
  }

  private static Contents contents(JsonInput opened) {
    JsonInput contents = opened.field("contents");
    boolean lists = opened.optional("items").isPresent();
    switch (contents.text()) {
      case "empty", "found" -> {
        if (lists) {
          throw opened.field("items").invalid("only goes with the contents other_items");
        }
        return contents.text().equals("empty") ? Contents.EMPTY : Contents.FOUND;
      }
      case "other_items" -> {
        return opened
            .field("items")
            .build(
                items ->
                    new Contents.OtherItems(
                        items.elements().stream()
                            .map(JsonInput::name)
                            .distinct()
                            .sorted()
                            .toList()));
      }
      default -> throw contents.unexpected("empty, other_items, found");
    }
  }
}
