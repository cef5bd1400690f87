package org.caudal.testing;

import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import org.opentest4j.TestAbortedException;

/** Real data beside the repository, in {@code ../shared/data}. */
public final class SharedData {
  private SharedData() {}

  /** A file of it; the test is skipped where the folder is absent, and fails there when CI=true. */
  public static Path require(String relative) {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      Path file = folder.resolve("shared/data").resolve(relative);
      if (Files.exists(file)) {
        return file;
      }
    }
    String message = "shared/data/" + relative + " is not beside the repository";
    if ("true".equals(System.getenv("CI"))) {
      return fail(message);
    }
    throw new TestAbortedException(message + ": skipped");
  }
}
