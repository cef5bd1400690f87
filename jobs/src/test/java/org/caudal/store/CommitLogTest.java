package org.caudal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommitLogTest {
  private static final String COMMIT =
      "{\"commitInfo\":{\"operation\":\"WRITE\",\"txnId\":\"t%d\",\"operationMetrics\":"
          + "{\"numOutputRows\":\"3\"}}}\n";

  @Test
  void olderCommitsAreReadOnlyWhenTheNewerOnesDoNotAnswer(@TempDir Path folder) throws IOException {
    Path log = Files.createDirectories(folder.resolve("_delta_log"));
    Files.writeString(log.resolve(name(0)), "no JSON at all");
    for (int version = 1; version < 4; version++) {
      Files.writeString(log.resolve(name(version)), String.format(Locale.ROOT, COMMIT, version));
    }
    CommitLog commits = new CommitLog(folder.toString(), new Configuration());

    assertThat(commits.latestVersion()).isEqualTo(3);
    assertThat(commits.newestFirst().limit(3).map(Commit::transactionId))
        .containsExactly("t3", "t2", "t1");
    assertThat(commits.newestFirst().findFirst().orElseThrow().rowsWritten()).isEqualTo(3);
    var newestFirst = commits.newestFirst().iterator();
    assertThat(newestFirst.next().version()).isEqualTo(3);
    assertThatThrownBy(() -> commits.newestFirst().toList()).hasMessageContaining(name(0));
  }

  @Test
  void commitsThatWereCleanedAwayEndTheHistory(@TempDir Path folder) throws IOException {
    Path log = Files.createDirectories(folder.resolve("_delta_log"));
    Files.writeString(log.resolve(name(7)), String.format(Locale.ROOT, COMMIT, 7));
    Files.writeString(log.resolve("00000000000000000005.checkpoint.parquet"), "");
    CommitLog commits = new CommitLog(folder.toString(), new Configuration());
    assertThat(commits.newestFirst().map(Commit::version)).containsExactly(7L);
    assertThat(new CommitLog(folder + "/nowhere", new Configuration()).newestFirst()).isEmpty();
  }

  private static String name(int version) {
    return String.format(Locale.ROOT, "%020d.json", version);
  }
}
