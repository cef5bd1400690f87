package org.caudal.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The commit files of one table, read as the Delta protocol lays them down: one JSON action a line,
 * among them {@code commitInfo}. Reading them starts no Spark job.
 */
final class CommitLog {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String ENDING = ".json";
  private static final int DIGITS = 20;

  private final Path folder;
  private final Configuration hadoop;

  CommitLog(String tablePath, Configuration hadoop) {
    this.folder = new Path(tablePath, "_delta_log");
    this.hadoop = hadoop;
  }

  /** The newest version, or -1 when there is no table. */
  long latestVersion() {
    try {
      long newest = -1;
      for (FileStatus file : files().listStatus(folder)) {
        String name = file.getPath().getName();
        if (name.length() == DIGITS + ENDING.length() && name.endsWith(ENDING)) {
          newest = Math.max(newest, Long.parseLong(name.substring(0, DIGITS)));
        }
      }
      return newest;
    } catch (FileNotFoundException e) {
      return -1;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list " + folder + ".", e);
    }
  }

  /** Commits that are still on disk, newest first; each is read when the stream comes to it. */
  Stream<Commit> newestFirst() {
    long newest = latestVersion();
    return LongStream.rangeClosed(0, newest)
        .map(i -> newest - i)
        .mapToObj(this::commit)
        .takeWhile(Optional::isPresent)
        .flatMap(Optional::stream);
  }

  /** One commit; empty when its file has been cleaned away. */
  Optional<Commit> commit(long version) {
    Path file = new Path(folder, String.format(Locale.ROOT, "%020d%s", version, ENDING));
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(files().open(file), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode info = JSON.readTree(line).path("commitInfo");
        if (!info.isMissingNode()) {
          return Optional.of(commit(version, info));
        }
      }
      return Optional.of(new Commit(version, "", "", Map.of(), Optional.empty()));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file + ".", e);
    }
  }

  private static Commit commit(long version, JsonNode info) {
    Map<String, Long> metrics = new HashMap<>();
    info.path("operationMetrics")
        .properties()
        .forEach(entry -> metrics.put(entry.getKey(), entry.getValue().asLong()));
    return new Commit(
        version,
        info.path("operation").asText(),
        info.path("txnId").asText(),
        Map.copyOf(metrics),
        info.hasNonNull("userMetadata")
            ? CommitNote.parse(info.path("userMetadata").asText())
            : Optional.empty());
  }

  private FileSystem files() throws IOException {
    return folder.getFileSystem(hadoop);
  }
}
