package io.headwater.cli.produce;

import io.headwater.cli.CommandFailure;
import io.headwater.cli.Reason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Keeps other runs from a state file, by a lock on FILE.lock. That file stays: who removed it could
 * remove another run's.
 */
final class StateLock implements AutoCloseable {
  private final @Nullable FileChannel channel;

  private StateLock(@Nullable FileChannel channel) {
    this.channel = channel;
  }

  /**
   * @param file the state; null for none
   * @throws CommandFailure if another run has it, or it can't be written there
   */
  static StateLock of(@Nullable Path file) {
    if (file == null) {
      return new StateLock(null);
    }
    Path lock = file.resolveSibling(file.getFileName() + ".lock");
    try {
      FileChannel channel =
          FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (locks(channel)) {
        return new StateLock(channel);
      }
      channel.close();
    } catch (IOException e) {
      throw CommandFailure.environment(
          "cannot write %s (%s): name a file for --resume where you may"
              .formatted(lock, Reason.of(e)),
          e);
    }
    throw CommandFailure.environment(
        "another 'headwater produce' runs with --resume %s: wait for it, or name another file"
            .formatted(file),
        null);
  }

  private static boolean locks(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    if (channel != null) {
      channel.close();
    }
  }
}
