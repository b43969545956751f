package org.stowbench.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import org.stowbench.io.Json;
import org.stowbench.io.TextForm;

/**
 * What a command prints to stdout, in one form, put together from above to below. Whatever its
 * texts are, they stand in it as {@link TextForm} says, so that nobody who prints has to think of
 * that; nothing else can be printed.
 */
public final class Printout {

  private final OutputFormat format;
  private final StringBuilder text = new StringBuilder();

  private Printout(OutputFormat format) {
    this.format = format;
  }

  /** Nothing yet. */
  public static Printout of(OutputFormat format) {
    return new Printout(format);
  }

  /** Plain lines, of a command that prints in one form only. */
  public static Printout plain() {
    return new Printout(OutputFormat.table);
  }

  /** A JSON document. */
  public static Printout json(JsonNode value) {
    return of(OutputFormat.json).as(Json.pretty(value));
  }

  /** A document in a form of its own, such as LaTeX, whose writer has seen to its texts. */
  public static Printout document(String written) {
    return plain().as(written);
  }

  private Printout as(String written) {
    text.append(written);
    return this;
  }

  /** A line, which is a paragraph's in Markdown. */
  public Printout line(String words) {
    return as(safe(words)).as("\n");
  }

  /** A line that a terminal breaks between its words. */
  public Printout sentence(String words) {
    return as(broken(words)).as("\n");
  }

  /** A sentence among others: an item of a list in Markdown. */
  public Printout item(String words) {
    return as(isMarkdown() ? "- " : "").sentence(words);
  }

  /** Lines above a table. */
  public Printout heading(String... lines) {
    Arrays.stream(lines).forEach(this::line);
    return isMarkdown() ? blank() : this;
  }

  /** The heading of a section. */
  public Printout title(String words) {
    return isMarkdown() ? as("**").as(safe(words)).as("**\n\n") : line(words);
  }

  /** A text of several lines. */
  public Printout lines(String words) {
    return as(TextForm.LINES.of(words));
  }

  /** An empty line. */
  public Printout blank() {
    return as("\n");
  }

  /** A table. */
  public Printout table(Table table) {
    return as(table.render(format));
  }

  /** What was put together elsewhere. */
  public Printout add(Printout other) {
    return as(other.text.toString());
  }

  /** Whether there is nothing. */
  public boolean isEmpty() {
    return text.isEmpty();
  }

  private boolean isMarkdown() {
    return format == OutputFormat.markdown;
  }

  private String safe(String words) {
    return (isMarkdown() ? TextForm.MARKDOWN : TextForm.LINE).of(words);
  }

  private String broken(String words) {
    return isMarkdown() ? safe(words) : Terminal.stdout().wrapped(safe(words));
  }

  /** As it is printed. */
  @Override
  public String toString() {
    return text.toString();
  }
}
