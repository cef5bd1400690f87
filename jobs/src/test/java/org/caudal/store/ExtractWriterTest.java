package org.caudal.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.TableSchema;
import org.caudal.testing.Rows;
import org.caudal.testing.SparkTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SparkTest
class ExtractWriterTest {
  @Table(
      name = "line",
      row = "One row a line.",
      key = {"text"},
      sensitivity = Sensitivity.PUBLISHED)
  record Line(@Doc("Text") String text, @Doc("File") String fileName) {}

  @Test
  void whatAKilledRunLeftIsNoFileOfTheNext(SparkSession spark, @TempDir Path folder)
      throws IOException {
    SparkSession dynamic = spark.newSession();
    dynamic.conf().set("spark.sql.sources.partitionOverwriteMode", "dynamic");
    Path left = folder.resolve("_unfinished/file_name=old.csv");
    Files.createDirectories(left);
    Files.writeString(left.resolve("part-0.csv"), "text\nold\n");

    new ExtractWriter(new Folder(dynamic, folder.toString()))
        .write(
            TableSchema.of(Line.class),
            Rows.of(dynamic, new Line("new", "new.csv")),
            "file_name",
            "f1");

    assertThat(folder.resolve("new.csv")).content().isEqualTo("text\nnew\n");
    assertThat(folder.resolve("old.csv")).doesNotExist();
  }
}
