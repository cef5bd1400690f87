package org.caudal.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
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
            // Spark clears the folder of a session that nobody holds any more, whenever that is.
            .filter(command -> !command.contains("/artifacts-"))
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

  private static org.apache.hadoop.fs.Path hadoop(Path path) {
    return new org.apache.hadoop.fs.Path(path.toUri());
  }
}
