package io.headwater.cli.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.cli.CommandProcess;
import io.headwater.cli.CommandProcess.End;
import io.headwater.cli.CommandRun;
import io.headwater.cli.ExitCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The broker in a process of its own. */
@Timeout(120)
@DisabledOnOs(OS.WINDOWS)
class BrokerProcessTest {
  private static final Pattern LISTENS =
      Pattern.compile("a broker listens on (\\S+:(\\d+)); its data are in (\\S+); Ctrl-C ends it");

  @TempDir private Path temporary;
  @TempDir private Path again;
  @TempDir private Path working;
  @TempDir private Path other;

  @Test
  void keepsItsDataAndItsFolderAndPortToItself() throws Exception {
    End end =
        new CommandProcess(working, temporary, "broker", "--port", "0")
            .endAfterCtrlC(line -> listens(line, this::createTopicAndTryToStartAnother));

    assertThat(end.exitCode()).as(end::toString).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(end.output()).hasSize(1);
    assertThat(end.leftovers()).isEmpty();

    end =
        new CommandProcess(working, again, "broker", "--port", "0")
            .endAfter("TERM", line -> listens(line, at -> assertThat(topics(at)).contains("kept")));

    assertThat(end.output()).as(end::toString).hasSize(1);
  }

  private void createTopicAndTryToStartAnother(Matcher at) {
    create(at.group(1));
    Path data = Path.of(at.group(3));
    assertThat(data).hasFileName("headwater-broker").isDirectory();

    CommandRun sameFolder = CommandRun.of("broker", "--port", "0", "--data", data.toString());
    assertThat(sameFolder.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(sameFolder.complaint()).contains("another broker keeps its data in " + data);

    CommandRun samePort =
        CommandRun.of("broker", "--port", at.group(2), "--data", other.toString());
    assertThat(samePort.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(samePort.complaint()).contains("port " + at.group(2) + " is in use");
  }

  /** Whether it says where it listens; does that then. */
  private static boolean listens(String line, Consumer<Matcher> then) {
    Matcher at = LISTENS.matcher(line);
    boolean listens = at.matches();
    if (listens) {
      then.accept(at);
    }
    return listens;
  }

  private static void create(String servers) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      admin
          .createTopics(List.of(new NewTopic("kept", Optional.of(1), Optional.empty())))
          .all()
          .get();
    } catch (ExecutionException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static Set<String> topics(Matcher at) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", at.group(1)))) {
      return admin.listTopics().names().get();
    } catch (ExecutionException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
