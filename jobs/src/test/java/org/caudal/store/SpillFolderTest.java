package org.caudal.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpillFolderTest {
  @TempDir private Path temporary = Path.of("");

  /** Makes a folder, writes a file, says its name, and waits to be killed where it is told to. */
  static final class Spilling {
    private Spilling() {}

    public static void main(String[] folder) throws IOException, InterruptedException {
      Path made = SpillFolder.make(Path.of(folder[0]));
      Files.writeString(Files.createDirectory(made.resolve("blockmgr")).resolve("rows"), "rows");
      System.out.println(made);
      TimeUnit.SECONDS.sleep(Long.parseLong(folder[1]));
    }
  }

  @Test
  void whatAKilledProcessLeftGoesWithTheNextAndNothingThatIsInUse() throws Exception {
    Path other = Files.createDirectory(temporary.resolve("caudal-without-a-lock"));
    Path own = SpillFolder.make(temporary);
    Process ended = spilling(0);
    Path gone = Path.of(ended.inputReader().readLine());
    ended.waitFor();
    assertThat(gone).doesNotExist();

    Process process = spilling(300);
    Path killed = Path.of(process.inputReader().readLine());
    assertThat(Files.getPosixFilePermissions(killed))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    Path second = SpillFolder.make(temporary);
    assertThat(killed.resolve("blockmgr/rows")).exists();
    process.destroyForcibly().waitFor();

    Process next = spilling(300);
    Path third = Path.of(next.inputReader().readLine());
    next.destroyForcibly().waitFor();
    assertThat(killed).doesNotExist();
    assertThat(List.of(other, own, second, third)).allSatisfy(f -> assertThat(f).exists());
    SpillFolder.make(temporary);
    assertThat(third).doesNotExist();
  }

  private Process spilling(int seconds) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Spilling.class.getName(),
            temporary.toString(),
            String.valueOf(seconds))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
