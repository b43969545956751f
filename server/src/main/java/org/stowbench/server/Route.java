package org.stowbench.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * One path of a server, and what is answered there.
 *
 * @param posted whether JSON is posted to it; else it is got
 * @param path such as {@code /v1/scenes/<id>}, where an id may hold slashes
 * @param forEverybody whether it is answered to who shows no token: a page, which asks for one
 * @param work answers
 */
public record Route(boolean posted, String path, boolean forEverybody, Work work) {

  private static final String INDEX = "index.html";

  /** What is asked. */
  public interface Asked {

    /** What stands at the place of a name in the path, such as {@code id}. */
    String at(String name);

    /** The body as text; empty of a GET. */
    String body();
  }

  /** Answers a request. */
  public interface Work {

    /**
     * Called from several threads.
     *
     * @throws Refusal to send something else
     * @throws org.stowbench.io.InvalidInputException for a body that does not fit, which is sent as
     *     400
     * @throws Exception whatever else goes wrong, which is sent as 500 without its words
     */
    Reply answer(Asked asked) throws Exception;
  }

  public Route {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(work, "work");
  }

  /** A path that is got. */
  public static Route get(String path, Work work) {
    return new Route(false, path, false, work);
  }

  /** A path to which JSON is posted. */
  public static Route post(String path, Work work) {
    return new Route(true, path, false, work);
  }

  /**
   * The files of a page, each at its name, {@code index.html} at {@code /}.
   *
   * @param beside the class beside which they lie, in the folder {@code page}
   * @param files of HTML, JavaScript or CSS
   */
  public static List<Route> page(Class<?> beside, String... files) {
    return Arrays.stream(files)
        .map(
            name -> file(name.equals(INDEX) ? "/" : "/" + name, beside, "page/" + name, type(name)))
        .toList();
  }

  private static String type(String name) {
    String ending = name.substring(name.lastIndexOf('.') + 1);
    return "text/%s; charset=utf-8".formatted(ending.equals("js") ? "javascript" : ending);
  }

  /**
   * A file that is served as it is, to everybody: it has its own path, so that no path can lead
   * astray.
   *
   * @param beside the class beside which the resource lies
   */
  static Route file(String path, Class<?> beside, String resource, String type) {
    try (InputStream in = beside.getResourceAsStream(resource)) {
      Reply reply = new Reply(type, in.readAllBytes(), false);
      return new Route(false, path, true, asked -> reply);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
