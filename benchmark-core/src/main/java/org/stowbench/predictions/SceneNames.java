package org.stowbench.predictions;

/**
 * How files of one source of data spell the names of scenes that have several spellings. Found with
 * {@link java.util.ServiceLoader}: public, with a public constructor without parameters.
 */
public interface SceneNames {

  /**
   * The name that all spellings of one scene have in common.
   *
   * @param reference a scene's id, or the path or address of its photo
   */
  String common(String reference);
}
