package org.caudal.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.hadoop.util.ShutdownHookManager;

/**
 * A folder for what Spark spills that nobody else may read. It goes when Java ends; what a process
 * left that was killed goes when the next folder is made. A process holds a lock while it runs, so
 * that no folder goes that is in use, whatever container it is used from.
 */
final class SpillFolder {
  private static final String PREFIX = "caudal-";
  private static final String LOCK = "in-use";
  private static final int BEHIND_SPARK = 1; // whose hooks have priorities of 25 and more

  /** Locks end with their channels, and when the file is opened and closed once more. */
  private static final Map<Path, FileLock> OWN = new ConcurrentHashMap<>();

  private SpillFolder() {}

  /** A new folder in the folder of temporary files. */
  static Path make(Path temporary) throws IOException {
    removeLeft(temporary);
    Path folder = Files.createTempDirectory(temporary, PREFIX);
    ShutdownHookManager.get().addShutdownHook(() -> remove(folder), BEHIND_SPARK);
    // named when it is locked: a file of this name that is not is of a process that has ended
    Path lock = folder.resolve(LOCK);
    Path early = Files.createFile(folder.resolve("locking"));
    OWN.put(folder, FileChannel.open(early, StandardOpenOption.WRITE).lock());
    Files.move(early, lock, StandardCopyOption.ATOMIC_MOVE);
    return folder;
  }

  private static void removeLeft(Path temporary) {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(temporary, PREFIX + "*")) {
      for (Path folder : folders) {
        if (!OWN.containsKey(folder) && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
          removeUnlessInUse(folder);
        }
      }
    } catch (IOException e) {
      // of somebody else, or gone meanwhile: what is left costs room only
    }
  }

  private static void removeUnlessInUse(Path folder) {
    Path lock = folder.resolve(LOCK);
    if (!Files.isWritable(lock)) {
      return;
    }
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
        FileLock own = channel.tryLock()) {
      if (own != null) {
        remove(folder);
      }
    } catch (IOException | OverlappingFileLockException e) {
      // as above
    }
  }

  /** Removes a folder, its lock last: where something stays, a later command finds it. */
  private static void remove(Path folder) {
    Path lock = folder.resolve(LOCK);
    try (Stream<Path> tree = Files.walk(folder)) {
      List<Path> files =
          tree.filter(file -> !file.equals(folder) && !file.equals(lock))
              .sorted(Comparator.reverseOrder())
              .toList();
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(lock);
      Files.deleteIfExists(folder);
    } catch (IOException | UncheckedIOException e) {
      // still written to, or gone
    }
  }
}
