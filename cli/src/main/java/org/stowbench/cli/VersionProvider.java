package org.stowbench.cli;

import org.stowbench.run.Software;
import picocli.CommandLine.IVersionProvider;

/** The version, the commit where it is known, and the Java that runs it. */
final class VersionProvider implements IVersionProvider {

  @Override
  public String[] getVersion() {
    Software software = Software.current();
    return new String[] {
      "stowbench "
          + software.stowbench()
          + software.commit().map(c -> " (" + c.substring(0, 10) + ")").orElse(""),
      "Java " + software.java()
    };
  }
}
