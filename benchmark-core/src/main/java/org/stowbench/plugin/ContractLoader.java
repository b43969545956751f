package org.stowbench.plugin;

import java.security.CodeSource;
import java.util.List;
import java.util.Objects;
import org.stowbench.predictor.PredictorProvider;

/**
 * What a plug-in sees of its host: the Java platform, Stowbench's core, and the two libraries that
 * stand in the core's signatures. All else that the host has, code and resources, is not there, so
 * a plug-in's own libraries never meet the host's.
 */
final class ContractLoader extends ClassLoader {

  private static final String STOWBENCH = "org.stowbench.";
  private static final List<String> LIBRARIES =
      List.of(
          "com.fasterxml.jackson.annotation.",
          "com.fasterxml.jackson.core.",
          "com.fasterxml.jackson.databind.",
          "org.locationtech.jts.");

  static {
    registerAsParallelCapable();
  }

  private final ClassLoader host = PredictorProvider.class.getClassLoader();

  ContractLoader() {
    super("contract", ClassLoader.getPlatformClassLoader());
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    if (LIBRARIES.stream().anyMatch(name::startsWith)) {
      return host.loadClass(name);
    }
    if (name.startsWith(STOWBENCH)) {
      Class<?> found = host.loadClass(name);
      // The core is what was loaded from where the contract was: no list of packages to keep.
      if (Objects.equals(source(found), source(PredictorProvider.class))) {
        return found;
      }
    }
    throw new ClassNotFoundException(name);
  }

  private static CodeSource source(Class<?> type) {
    return type.getProtectionDomain().getCodeSource();
  }
}
