package org.caudal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.caudal.testing.SparkTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SparkTest
class LocalDiskTest {

  @Test
  void aWriteToATableStartsNoProcess(SparkSession spark, @TempDir Path folder) throws IOException {
    Path events = folder.resolve("events.jfr");
    try (Recording recording = new Recording()) {
      recording.enable("jdk.ProcessStart");
      recording.start();
      for (int i = 0; i < 2; i++) {
        spark
            .range(3)
            .write()
            .format("delta")
            .mode(SaveMode.Append)
            .save(folder.resolve("table").toString());
      }
      // What is recorded is seen by this one.
      new ProcessBuilder("true").start();
      recording.stop();
      recording.dump(events);
    }
    List<String> started =
        RecordingFile.readAllEvents(events).stream()
            .map(event -> event.getString("command"))
            // Spark clears the folder of a session that nobody holds any more, whenever that is,
            // and asks once for the size of a page of memory.
            .filter(command -> !command.contains("/artifacts-"))
            .filter(command -> !command.contains("getconf"))
            .toList();
    assertThat(started).containsExactly("true");
    assertThat(spark.read().format("delta").load(folder.resolve("table").toString()).count())
        .isEqualTo(6);
  }

  @Test
  void permissionsAreThoseOfTheDisk(SparkSession spark, @TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "four");
    FileSystem disk =
        FileSystem.newInstance(folder.toUri(), spark.sparkContext().hadoopConfiguration());
    assertThat(disk).isInstanceOf(LocalDisk.class);
    disk.setPermission(hadoop(file), new FsPermission((short) 0640));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r-----");
    assertThat(disk.getFileStatus(hadoop(file)).getPermission()).hasToString("rw-r-----");
  }

  /** As two processes would: none knows whether the other has looked before it renames. */
  @Test
  void oneOfTwoDisksAtOnceGivesACommitItsName(SparkSession spark, @TempDir Path folder)
      throws Exception {
    Path log = Files.createDirectories(folder.resolve("table/_delta_log"));
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    CyclicBarrier together = new CyclicBarrier(2);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      for (int version = 0; version < 50; version++) {
        Path commit = log.resolve(String.format(Locale.ROOT, "%020d.json", version));
        List<Future<Boolean>> renamed = new ArrayList<>();
        for (String writer : List.of("a", "b")) {
          FileSystem disk = FileSystem.newInstance(folder.toUri(), hadoop);
          Path written = Files.writeString(log.resolve(".commit." + writer + ".tmp"), writer);
          renamed.add(
              threads.submit(
                  () -> {
                    together.await();
                    try {
                      return disk.rename(hadoop(written), hadoop(commit));
                    } catch (FileAlreadyExistsException e) {
                      return false;
                    }
                  }));
        }
        boolean isOfA = renamed.get(0).get();
        assertThat(renamed.get(1).get()).isNotEqualTo(isOfA);
        assertThat(commit).hasContent(isOfA ? "a" : "b");
        assertThat(log.resolve(isOfA ? ".commit.a.tmp" : ".commit.b.tmp")).doesNotExist();
      }
    } finally {
      threads.shutdownNow();
    }
    // by the interface that Delta uses a name that is taken is told as Delta expects
    Path late = Files.writeString(log.resolve(".commit.c.tmp"), "c");
    FileContext context = FileContext.getFileContext(folder.toUri(), hadoop);
    assertThatThrownBy(
            () -> context.rename(hadoop(late), hadoop(log.resolve("00000000000000000000.json"))))
        .isInstanceOf(FileAlreadyExistsException.class);
    context.rename(hadoop(late), hadoop(log.resolve("00000000000000000050.json")));
    assertThat(log.resolve("00000000000000000050.json")).hasContent("c");
  }

  private static org.apache.hadoop.fs.Path hadoop(Path path) {
    return new org.apache.hadoop.fs.Path(path.toUri());
  }
}
