package org.stowbench.plugin;

import java.util.List;
import org.apiguardian.api.API;
import org.stowbench.predictor.PredictorProvider;

/**
 * What a plug-in sees of its host: the Java platform, what Stowbench marks as meant for outsiders
 * with {@link API}, and the two libraries that stand in the signatures of that. All else that the
 * host has, code and resources, is not there, so a plug-in's own libraries never meet the host's,
 * and no plug-in leans on what may change any day.
 */
final class ContractLoader extends ClassLoader {

  static final String STOWBENCH = "org.stowbench.";
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
      if (isForOutsiders(found)) {
        return found;
      }
    }
    throw new ClassNotFoundException(name);
  }

  /** Marked itself, or stands in a type that is. */
  private static boolean isForOutsiders(Class<?> type) {
    Class<?> outermost = type;
    while (outermost.getEnclosingClass() != null) {
      outermost = outermost.getEnclosingClass();
    }
    API mark = outermost.getAnnotation(API.class);
    return mark != null && mark.status() != API.Status.INTERNAL;
  }
}
