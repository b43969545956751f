package org.stowbench.datasets.catalogue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.stowbench.datasets.format.DatasetDescription;
import org.stowbench.io.InputLocation;
import org.stowbench.io.JsonInput;

/**
 * A dataset that Stowbench knows, installed or not.
 *
 * @param id what people type, such as {@code shic}
 * @param name its title
 * @param description what is in it
 * @param licence under which terms it may be used, or that none are declared
 * @param citation what to cite
 * @param howToGet the command that installs it, and what that needs; one line
 * @param inSuites whether suites ask it; not where another stands for the same homes
 * @param askedToo splits that are asked wherever its default split is meant, where they are there
 */
public record KnownDataset(
    String id,
    String name,
    String description,
    String licence,
    String citation,
    String howToGet,
    boolean inSuites,
    List<String> askedToo) {

  public KnownDataset {
    askedToo = List.copyOf(askedToo);
  }

  /** All that are known, in the order in which they are listed. */
  public static List<KnownDataset> all() {
    String resource = "catalogue.json";
    try (InputStream in = KnownDataset.class.getResourceAsStream(resource)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return JsonInput.parse(text, InputLocation.of(resource)).elements().stream()
          .map(KnownDataset::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The known dataset of this id.
   *
   * @throws IllegalArgumentException if none has it
   */
  public static KnownDataset named(String id) {
    return all().stream()
        .filter(known -> known.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no known dataset has the id " + id));
  }

  /**
   * What a real dataset that is known says of itself, once it is installed.
   *
   * @param source where it comes from, as in {@link DatasetDescription}
   */
  public DatasetDescription installed(ObjectNode source, String defaultSplit) {
    return new DatasetDescription(
        id, name, description, licence, citation, source, false, defaultSplit);
  }

  private static KnownDataset read(JsonInput json) {
    return new KnownDataset(
        json.field("id").name(),
        json.field("name").name(),
        json.field("description").name(),
        json.field("licence").name(),
        json.field("citation").name(),
        json.field("how_to_get").name(),
        json.optional("in_suites").map(JsonInput::bool).orElse(true),
        json.optional("asked_too").map(JsonInput::elements).orElse(List.of()).stream()
            .map(JsonInput::name)
            .toList());
  }
}
