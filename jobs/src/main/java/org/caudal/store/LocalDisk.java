package org.caudal.store;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumFs;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FsConstants;
import org.apache.hadoop.fs.FsServerDefaults;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.local.LocalConfigKeys;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * The local disk as Hadoop has it, without a process for each file.
 *
 * <p>Where Hadoop's native library is absent, as it is beside a local Spark, Hadoop starts {@code
 * chmod} for every file that it makes and {@code readlink} four times for every file that it
 * renames. A commit to a Delta table is a dozen processes then, which take longer than the commit.
 *
 * <p>Hadoop looks whether a name is free and then renames, which on most systems replaces a file
 * that came in between: two processes would both commit the same version of a table. Here a commit
 * gets its name as a hard link, which only one can make; where the disk has none, as Hadoop does.
 */
public final class LocalDisk extends LocalFileSystem {

  /** Called by Hadoop. */
  public LocalDisk() {
    super(new Raw());
  }

  private static final class Raw extends RawLocalFileSystem {
    private static final Pattern COMMIT = Pattern.compile("_delta_log/[0-9]{20}[.]json$");

    @Override
    public boolean rename(Path source, Path target) throws IOException {
      return COMMIT.matcher(target.toString()).find()
          ? commit(source, target)
          : super.rename(source, target);
    }

    private boolean commit(Path source, Path target) throws IOException {
      java.nio.file.Path written = pathToFile(source).toPath();
      java.nio.file.Path named = pathToFile(target).toPath();
      try {
        Files.createLink(named, written);
      } catch (java.nio.file.FileAlreadyExistsException e) {
        if (!Files.isSameFile(named, written)) { // as a network disk may say of a link it has made
          throw (IOException) new FileAlreadyExistsException(target.toString()).initCause(e);
        }
      } catch (UnsupportedOperationException | IOException e) {
        return super.rename(source, target); // a disk without hard links
      }
      Files.delete(written);
      return true;
    }

    @Override
    public void setPermission(Path path, FsPermission permission) throws IOException {
      java.nio.file.Path file = pathToFile(path).toPath();
      if (permission.getStickyBit()
          || !file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        super.setPermission(path, permission);
        return;
      }
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permission.toString()));
    }

    @Override
    public FileStatus getFileLinkStatus(Path path) throws IOException {
      return Files.isSymbolicLink(pathToFile(path).toPath())
          ? super.getFileLinkStatus(path)
          : getFileStatus(path);
    }
  }

  /** The same for Hadoop's second interface to files, by which Spark and Delta rename. */
  public static final class Context extends ChecksumFs {

    /** Called by Hadoop. */
    public Context(URI root, Configuration configuration) throws IOException, URISyntaxException {
      super(new RawContext(configuration));
    }
  }

  private static final class RawContext extends DelegateToFileSystem {

    private RawContext(Configuration configuration) throws IOException, URISyntaxException {
      super(
          FsConstants.LOCAL_FS_URI,
          new Raw(),
          configuration,
          FsConstants.LOCAL_FS_URI.getScheme(),
          false);
    }

    @Override
    public int getUriDefaultPort() {
      return -1; // there is none
    }

    @Override
    @Deprecated
    @SuppressWarnings("InlineMeSuggester") // Hadoop's own, which calls of the old kind still need
    public FsServerDefaults getServerDefaults() throws IOException {
      return LocalConfigKeys.getServerDefaults();
    }

    @Override
    public FsServerDefaults getServerDefaults(Path path) throws IOException {
      return LocalConfigKeys.getServerDefaults();
    }

    @Override
    public boolean isValidName(String name) {
      return true; // the disk decides
    }
  }
}
