package org.caudal.cli;

import java.io.PrintWriter;
import org.caudal.describe.Manifest;
import org.caudal.suite.Suite;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the manifest of the jobs. */
@Command(
    name = "manifest",
    description = "Prints the jobs as JSON for a scheduler; airflow/manifest.json is this text.",
    mixinStandardHelpOptions = true)
final class ManifestCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    PrintWriter out = java.util.Objects.requireNonNull(spec).commandLine().getOut();
    out.print(Manifest.text(Suite.jobs()));
    out.flush();
  }
}
