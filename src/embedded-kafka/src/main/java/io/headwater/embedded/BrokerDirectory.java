package io.headwater.embedded;

import java.io.IOException;
import java.io.Reader;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Properties;
import java.util.stream.Stream;

/** A folder in which a broker keeps its data. One broker at a time has it. */
final class BrokerDirectory implements AutoCloseable {
  private static final String LOCK = "headwater-broker.lock";
  private static final String DESCRIPTION = "meta.properties";

  private final FileChannel lock;

  private BrokerDirectory(FileChannel lock) {
    this.lock = lock;
  }

  /**
   * Takes the folder, until it is closed or the process ends.
   *
   * @param path missing, empty, or left by an earlier broker
   * @throws BrokerNotStartedException if another broker has it, it is something else, or can't be
   *     written
   */
  static BrokerDirectory claim(Path path) {
    try {
      requireOurs(path);
      Files.createDirectories(path);
      FileChannel lock =
          FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!locks(lock)) {
        lock.close();
        throw new BrokerNotStartedException(
            "another broker keeps its data in " + path + ": stop it, or name another folder", null);
      }
      return new BrokerDirectory(lock);
    } catch (IOException e) {
      throw new BrokerNotStartedException(
          "the broker cannot write to %s (%s): name another folder".formatted(path, e), e);
    }
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }

  private static boolean locks(FileChannel lock) throws IOException {
    try {
      return lock.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static void requireOurs(Path path) throws IOException {
    if (!Files.exists(path) || Files.exists(path.resolve(LOCK))) {
      return;
    }
    if (!Files.isDirectory(path)) {
      throw new BrokerNotStartedException(path + " is no folder: name another one", null);
    }
    if (!isEmpty(path) && !isOfOurCluster(path.resolve(DESCRIPTION))) {
      throw new BrokerNotStartedException(
          path + " is not empty, and no broker of headwater was there: name another folder", null);
    }
  }

  private static boolean isEmpty(Path path) throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files.findAny().isEmpty();
    }
  }

  private static boolean isOfOurCluster(Path description) throws IOException {
    if (!Files.exists(description)) {
      return false;
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(description)) {
      properties.load(reader);
    }
    return BrokerConfig.CLUSTER.equals(properties.getProperty("cluster.id"));
  }
}
