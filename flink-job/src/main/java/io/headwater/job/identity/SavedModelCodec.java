package io.headwater.job.identity;

import io.headwater.learning.state.UnreadableStateException;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Task;
import io.headwater.learning.task.TaskKind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The bytes with which a saved state begins: a magic number, the version of the format, the length
 * of what follows, the model, and the CRC-32C of the model's bytes. Numbers are big-endian, texts
 * UTF-8 after their length. States of earlier jobs begin without all that.
 */
public final class SavedModelCodec {
  private static final int MAGIC = 0x4857534D;
  private static final int VERSION = 1;
  private static final int MAX_BYTES = 16 << 20;

  private SavedModelCodec() {}

  public static void encode(SavedModel model, OutputStream target) throws IOException {
    byte[] body = body(model);
    DataOutputStream out = new DataOutputStream(target);
    out.writeInt(MAGIC);
    out.writeInt(VERSION);
    out.writeInt(body.length);
    out.write(body);
    out.writeInt(checksum(body));
    out.flush();
  }

  /**
   * Reads what a state begins with, and no byte more.
   *
   * @return empty if it begins with something else, which is left to be read
   * @throws UnreadableStateException if the bytes are damaged, or of a format that is not known
   *     here
   */
  public static Optional<SavedModel> decode(PushbackInputStream in) throws IOException {
    byte[] magic = in.readNBytes(Integer.BYTES);
    if (magic.length < Integer.BYTES || ByteBuffer.wrap(magic).getInt() != MAGIC) {
      in.unread(magic);
      return Optional.empty();
    }
    try {
      return Optional.of(afterMagic(new DataInputStream(in)));
    } catch (EOFException e) {
      throw new UnreadableStateException("the saved model is cut off", e);
    }
  }

  private static SavedModel afterMagic(DataInputStream data) throws IOException {
    int version = data.readInt();
    if (version != VERSION) {
      throw new UnreadableStateException(
          "the saved model is in version %d of its format; this job reads version %d. Run the job that wrote it, or a newer one"
              .formatted(version, VERSION));
    }
    int length = data.readInt();
    require(length >= 0 && length <= MAX_BYTES, length + " bytes");
    byte[] body = data.readNBytes(length);
    require(body.length == length, body.length + " of " + length + " bytes");
    require(data.readInt() == checksum(body), "another checksum");
    return model(body);
  }

  /** A stream from which {@link #decode} can be read. */
  public static PushbackInputStream readable(InputStream in) {
    return new PushbackInputStream(in, Integer.BYTES);
  }

  private static byte[] body(SavedModel model) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    ModelIdentity identity = model.identity();
    text(out, identity.model());
    text(out, identity.lineage());
    LineageVersion before = identity.begunAfter();
    text(out, before == null ? "" : before.lineage());
    out.writeLong(identity.versionsBefore());
    out.writeLong(model.version());
    out.writeLong(model.versionStep());
    out.writeLong(model.step());
    out.writeLong(model.examples());
    ModelDescription description = model.description();
    out.writeBoolean(description != null);
    if (description != null) {
      description(out, description);
    }
    require(bytes.size() <= MAX_BYTES, bytes.size() + " bytes, more than " + MAX_BYTES);
    return bytes.toByteArray();
  }

  private static void description(DataOutputStream out, ModelDescription description)
      throws IOException {
    text(out, description.backbone());
    out.writeInt(description.input().channels());
    out.writeInt(description.input().height());
    out.writeInt(description.input().width());
    out.writeInt(description.tasks().size());
    for (Task task : description.tasks()) {
      text(out, task.name());
      text(out, task.kind().id());
      out.writeDouble(task.lossWeight());
      out.writeInt(task.classes().size());
      for (String name : task.classes()) {
        text(out, name);
      }
    }
  }

  private static SavedModel model(byte[] body) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(body));
    try {
      ModelIdentity identity = new ModelIdentity(text(in), text(in), before(text(in), in));
      long version = in.readLong();
      long versionStep = in.readLong();
      long step = in.readLong();
      long examples = in.readLong();
      ModelDescription description = in.readBoolean() ? description(in) : null;
      require(in.available() == 0, in.available() + " bytes too many");
      return new SavedModel(identity, description, version, versionStep, step, examples);
    } catch (IllegalArgumentException e) {
      throw new UnreadableStateException("the saved model can't be: " + e.getMessage(), e);
    }
  }

  private static @Nullable LineageVersion before(String lineage, DataInputStream in)
      throws IOException {
    long version = in.readLong();
    return version == 0 ? null : new LineageVersion(lineage, version);
  }

  private static ModelDescription description(DataInputStream in) throws IOException {
    String backbone = text(in);
    ImageShape input = new ImageShape(in.readInt(), in.readInt(), in.readInt());
    List<Task> tasks = new ArrayList<>();
    int count = count(in, "tasks");
    for (int i = 0; i < count; i++) {
      tasks.add(new Task(text(in), kind(text(in)), in.readDouble(), classes(in)));
    }
    return new ModelDescription(backbone, input, tasks);
  }

  private static List<String> classes(DataInputStream in) throws IOException {
    List<String> classes = new ArrayList<>();
    int count = count(in, "classes");
    for (int i = 0; i < count; i++) {
      classes.add(text(in));
    }
    return classes;
  }

  private static TaskKind kind(String id) {
    return Arrays.stream(TaskKind.values())
        .filter(kind -> kind.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no kind of task '" + id + "'"));
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String text(DataInputStream in) throws IOException {
    byte[] bytes = new byte[count(in, "bytes of a text")];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Each of what is counted takes a byte or more. */
  private static int count(DataInputStream in, String what) throws IOException {
    int count = in.readInt();
    require(count >= 0 && count <= in.available(), count + " " + what);
    return count;
  }

  private static int checksum(byte[] body) {
    CRC32C checksum = new CRC32C();
    checksum.update(body);
    return (int) checksum.getValue();
  }

  private static void require(boolean holds, String what) throws IOException {
    if (!holds) {
      throw new UnreadableStateException("the saved model is damaged: it has " + what);
    }
  }
}
