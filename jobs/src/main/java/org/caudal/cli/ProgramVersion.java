package org.caudal.cli;

import org.caudal.Caudal;
import org.caudal.store.CodeVersion;
import picocli.CommandLine.IVersionProvider;

/** Version of the program and of what it runs on. */
final class ProgramVersion implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {
      "caudal " + CodeVersion.of(Caudal.class),
      "Spark " + org.apache.spark.package$.MODULE$.SPARK_VERSION(),
      "Java " + System.getProperty("java.version")
    };
  }
}
