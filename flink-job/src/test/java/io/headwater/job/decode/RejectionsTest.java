package io.headwater.job.decode;

import static io.headwater.job.decode.RejectionReason.CORRUPT_AVRO;
import static io.headwater.job.decode.RejectionReason.EMPTY_EVENT;
import static io.headwater.job.decode.RejectionReason.EVENT_TOO_LARGE;
import static io.headwater.job.decode.RejectionReason.IMAGE_TOO_COSTLY;
import static io.headwater.job.decode.RejectionReason.IMAGE_TOO_LARGE;
import static io.headwater.job.decode.RejectionReason.INVALID_ID;
import static io.headwater.job.decode.RejectionReason.INVALID_WEIGHT;
import static io.headwater.job.decode.RejectionReason.LABEL_OUT_OF_RANGE;
import static io.headwater.job.decode.RejectionReason.MASK_SIZE_MISMATCH;
import static io.headwater.job.decode.RejectionReason.MISSING_SECOND_IMAGE;
import static io.headwater.job.decode.RejectionReason.NOT_AVRO;
import static io.headwater.job.decode.RejectionReason.NO_LABEL;
import static io.headwater.job.decode.RejectionReason.RAW_SIZE_MISMATCH;
import static io.headwater.job.decode.RejectionReason.TRAILING_BYTES;
import static io.headwater.job.decode.RejectionReason.UNKNOWN_SCHEMA;
import static io.headwater.job.decode.RejectionReason.UNKNOWN_TASK;
import static io.headwater.job.decode.RejectionReason.UNREADABLE_IMAGE;
import static io.headwater.job.decode.RejectionReason.UNSUPPORTED_CHANNELS;
import static io.headwater.job.decode.RejectionReason.WRONG_LABEL_KIND;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.job.decode.DecodeResult.Rejected;
import io.headwater.schema.BoxLabel;
import io.headwater.schema.ClassLabel;
import io.headwater.schema.LabelledImage;
import io.headwater.schema.MaskLabel;
import io.headwater.schema.SameLabel;
import io.headwater.schema.ScalarLabel;
import io.headwater.schema.wire.Wire;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each reason, with the bytes that bring it about and the message that the producer sees. */
class RejectionsTest {
  private record Case(RejectionReason reason, String message, byte[] value) {
    @Override
    public String toString() {
      return reason + ": " + message;
    }
  }

  private static final byte[] WHOLE = Wire.LABELLED_IMAGE.encode(Events.full());

  static Stream<Case> cases() {
    return Stream.of(envelope(), labels(), images()).flatMap(List::stream);
  }

  private static List<Case> envelope() {
    byte[] otherSchema = WHOLE.clone();
    otherSchema[5] ^= 1;
    return List.of(
        new Case(EMPTY_EVENT, "the record has no value; it must hold a LabelledImage", new byte[0]),
        new Case(
            EVENT_TOO_LARGE,
            "the event has 100001 bytes; limits.maxEventBytes allows 100000",
            new byte[100_001]),
        new Case(
            NOT_AVRO,
            "does not begin with C3 01",
            "{\"id\": 1, \"class\": 3}".getBytes(StandardCharsets.UTF_8)),
        new Case(UNKNOWN_SCHEMA, "is of no published version of LabelledImage", otherSchema),
        new Case(
            CORRUPT_AVRO,
            "the body is not a whole LabelledImage",
            Arrays.copyOf(WHOLE, WHOLE.length - 1)),
        new Case(
            TRAILING_BYTES,
            "1 bytes follow the end of the LabelledImage",
            Arrays.copyOf(WHOLE, WHOLE.length + 1)),
        changed(
            INVALID_ID,
            "id is ''; it must have from 1 to 4096 characters, and not be blank",
            event -> event.setId("")),
        changed(
            INVALID_ID,
            "id is '\\u2028\\u000a" + " ".repeat(78) + "'... (5002 characters); it must",
            event -> event.setId("\u2028\n" + " ".repeat(5_000))),
        changed(
            INVALID_ID,
            "id is '" + "x".repeat(80) + "'... (4097 characters); it must",
            event -> event.setId("x".repeat(4_097))),
        changed(
            INVALID_WEIGHT,
            "weight is 0.0; it must be a finite number over 0",
            event -> event.setWeight(0)),
        changed(
            INVALID_WEIGHT,
            "weight is NaN; it must be a finite number over 0",
            event -> event.setWeight(Float.NaN)),
        changed(
            INVALID_WEIGHT,
            "weight is Infinity; it must be a finite number over 0",
            event -> event.setWeight(Float.POSITIVE_INFINITY)));
  }

  private static List<Case> labels() {
    return List.of(
        changed(
            NO_LABEL,
            "there is no label; there must be one for at least one of the tasks garment, outline,"
                + " place, pair",
            event -> event.setLabels(Map.of())),
        labelled(
            NO_LABEL,
            "every label for a task of the job is the class -1, for missing",
            "garment",
            new ClassLabel(-1)),
        labelled(
            UNKNOWN_TASK,
            "there is a label for task 'shoes', and none for a task of the job; its tasks are"
                + " garment, outline, place, pair",
            "shoes",
            new ClassLabel(0)),
        changed(
            UNKNOWN_TASK,
            " and 1 more, and none for a task of the job",
            event ->
                event.setLabels(Map.of("shoes", new ClassLabel(0), "hats", new SameLabel(true)))),
        changed(
            NO_LABEL,
            "every label for a task of the job is the class -1",
            event ->
                event.setLabels(Map.of("shoes", new ClassLabel(0), "garment", new ClassLabel(-1)))),
        changed(
            WRONG_LABEL_KIND,
            "the label of task 'garment' is a SameLabel",
            event ->
                event.setLabels(
                    Map.of("shoes", new ClassLabel(0), "garment", new SameLabel(true)))),
        labelled(
            WRONG_LABEL_KIND,
            "the label of task 'garment' is a SameLabel; a task of kind classification must have a"
                + " ClassLabel",
            "garment",
            new SameLabel(true)),
        labelled(
            WRONG_LABEL_KIND,
            "the label of task 'place' is a ScalarLabel; a task of kind location must have a"
                + " BoxLabel",
            "place",
            new ScalarLabel(1f)),
        labelled(
            LABEL_OUT_OF_RANGE,
            "the class of task 'garment' is 3; it must be from 0 to 2, or -1 for missing",
            "garment",
            new ClassLabel(3)),
        labelled(
            LABEL_OUT_OF_RANGE,
            "the class of task 'garment' is -2;",
            "garment",
            new ClassLabel(-2)),
        labelled(
            LABEL_OUT_OF_RANGE,
            "the box of task 'place' has centre (0.9, 0.5) and size 0.4 x 0.2; as fractions of the"
                + " image it must lie inside [0, 1] and not be empty",
            "place",
            new BoxLabel(true, 0.9f, 0.5f, 0.4f, 0.2f)),
        labelled(
            LABEL_OUT_OF_RANGE,
            "the box of task 'place' has centre (0.1, 0.5) and size 0.4 x 0.2;",
            "place",
            new BoxLabel(true, 0.1f, 0.5f, 0.4f, 0.2f)),
        labelled(
            LABEL_OUT_OF_RANGE,
            "size 0.4 x 0.0;",
            "place",
            new BoxLabel(true, 0.5f, 0.5f, 0.4f, 0f)),
        labelled(
            LABEL_OUT_OF_RANGE,
            "centre (NaN, 0.5)",
            "place",
            new BoxLabel(true, Float.NaN, 0.5f, 0.4f, 0.2f)),
        labelled(
            LABEL_OUT_OF_RANGE,
            "size Infinity x 0.2",
            "place",
            new BoxLabel(true, 0.5f, 0.5f, Float.POSITIVE_INFINITY, 0.2f)),
        changed(
            MISSING_SECOND_IMAGE,
            "there is a label for a similarity, but secondImage is null; it must be the pair's other"
                + " image",
            event -> event.setSecondImage(null)),
        labelled(
            MASK_SIZE_MISMATCH,
            "the mask of task 'outline' is 27 x 28 pixels; it must be 28 x 28, as the image is",
            "outline",
            new MaskLabel(Images.png(Images.grey(27, 28)))),
        labelled(
            MASK_SIZE_MISMATCH,
            "the mask of task 'outline' is 28 x 27 pixels; it must be 28 x 28, as the image is",
            "outline",
            new MaskLabel(Images.png(Images.grey(28, 27)))),
        labelled(
            MASK_SIZE_MISMATCH,
            "the mask of task 'outline' is 2 x 1 pixels;",
            "outline",
            new MaskLabel(Images.raw(2, 1, 1, 0, 255))));
  }

  private static List<Case> images() {
    byte[] png = Images.file("png", Images.grey(28, 28));
    byte[] jpeg = Images.file("jpeg", Images.grey(28, 28));
    return List.of(
        image(
            IMAGE_TOO_LARGE,
            "image is 30000 x 30000 pixels; limits.maxImagePixels allows 1000000 in all, and no"
                + " side may be over 65535",
            Images.png(Images.pngHeader(30_000, 30_000))),
        image(
            IMAGE_TOO_LARGE,
            "image is 2147483647 x 2147483647 pixels;",
            Images.png(Images.pngHeader(Integer.MAX_VALUE, Integer.MAX_VALUE))),
        image(
            IMAGE_TOO_LARGE, "image is 70000 x 1 pixels;", Images.png(Images.pngHeader(70_000, 1))),
        image(
            IMAGE_TOO_LARGE,
            "image is 1001 x 1000 pixels;",
            Images.jpeg(new BufferedImage(1001, 1000, BufferedImage.TYPE_BYTE_GRAY))),
        image(
            IMAGE_TOO_LARGE,
            "image is 100000 x 100000 pixels;",
            Images.raw(100_000, 100_000, 1, 1, 2, 3)),
        labelled(
            IMAGE_TOO_LARGE,
            "the mask of task 'outline' is 30000 x 30000 pixels;",
            "outline",
            new MaskLabel(Images.png(Images.pngHeader(30_000, 30_000)))),
        image(
            RAW_SIZE_MISMATCH,
            "image has 3 bytes; 1 channels of 2 x 2 pixels must have 4",
            Images.raw(2, 2, 1, 1, 2, 3)),
        image(
            RAW_SIZE_MISMATCH,
            "image is -2 x 2 pixels; both must be at least 1",
            Images.raw(-2, 2, 1)),
        image(
            RAW_SIZE_MISMATCH,
            "image is 2 x 0 pixels; both must be at least 1",
            Images.raw(2, 0, 1)),
        image(
            UNSUPPORTED_CHANNELS,
            "image has 4 channels; it must have 1 (grey) or 3 (red, green, blue)",
            Images.raw(1, 1, 4, 1, 2, 3, 4)),
        image(
            UNSUPPORTED_CHANNELS,
            "image has colours that are neither grey nor RGB (CMYK, perhaps); convert it to grey or"
                + " RGB",
            Images.jpeg(
                Images.cmykJpeg(
                    Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 8, 8, 4, null)))),
        image(
            UNREADABLE_IMAGE,
            "image cannot be read as PNG: it is truncated: it ends in the middle of a chunk, at byte "
                + (png.length - 20)
                + "; send a whole file of one still image",
            Images.png(Arrays.copyOf(png, png.length - 20))),
        image(
            UNREADABLE_IMAGE,
            "image cannot be read as PNG: it is truncated",
            Images.png(Images.pngHeader(28, 28))),
        image(
            UNREADABLE_IMAGE,
            "image cannot be read as PNG: it does not begin as a PNG file does, but with FF D8 FF",
            Images.png(jpeg)),
        image(
            UNREADABLE_IMAGE,
            "image cannot be read as JPEG: it does not begin as a JPEG file does, but with 89 50 4E",
            Images.jpeg(png)),
        image(UNREADABLE_IMAGE, "but with nothing: it is empty", Images.png(new byte[0])),
        image(
            UNREADABLE_IMAGE,
            "image cannot be read as PNG: it is animated",
            Images.png(Images.withChunk(png, "acTL", new byte[8]))),
        image(
            IMAGE_TOO_COSTLY,
            "image of 1000 x 1000 pixels counts 66536000 samples (1 bytes a pixel, and 1000 scans of"
                + " a component), which makes 66536000 for this event; limits.maxEventSamples allows"
                + " 16000000",
            Images.jpeg(new GreyJpeg(1_000, 1_000).scans(999).end())),
        image(
            IMAGE_TOO_COSTLY,
            "image is a JPEG file of over 4096 segments; save it anew",
            Images.jpeg(new GreyJpeg(8, 8).scans(4_096).end())),
        image(
            UNREADABLE_IMAGE,
            "image cannot be read as PNG: it has a pixel of colour 7; its palette has 2",
            Images.png(paletteOfTwoColoursAndPixelOf(7))),
        image(
            UNREADABLE_IMAGE,
            "image cannot be read as PNG: it has a chunk of unknown type 'CgBI'",
            Images.png(Images.withChunk(png, "CgBI", new byte[4]))),
        image(
            UNREADABLE_IMAGE,
            "image cannot be read as PNG: 5 bytes follow its end",
            Images.png(Arrays.copyOf(png, png.length + 5))),
        image(
            UNREADABLE_IMAGE,
            "image cannot be read as PNG: its header says 0 x 28 pixels",
            Images.png(Images.pngHeader(0, 28))),
        image(
            UNREADABLE_IMAGE,
            "image cannot be read as PNG: its header says 28 x 0 pixels",
            Images.png(Images.pngHeader(28, 0))),
        image(
            UNREADABLE_IMAGE,
            "image cannot be read as PNG: it is truncated or damaged (pixels are missing)",
            Images.png(Images.without(png, "IDAT"))),
        image(
            UNREADABLE_IMAGE,
            "image cannot be read as JPEG: ",
            Images.jpeg(Arrays.copyOf(jpeg, jpeg.length - 40))),
        changed(
            UNREADABLE_IMAGE,
            "secondImage cannot be read as PNG: it does not begin as a PNG file does",
            event -> event.setSecondImage(Images.png(jpeg))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isRejectedWithItsReasonAndAMessageThatSaysWhatWouldBeRight(Case given) {
    DecodeResult result = Events.decoder().decode(Events.event(given.value()));

    assertThat(result).isInstanceOf(Rejected.class);
    Rejection rejection = ((Rejected) result).rejection();
    assertThat(rejection.reason()).isEqualTo(given.reason().name());
    assertThat(rejection.message()).contains(given.message());
    assertThat(rejection.value()).isEqualTo(given.value());
  }

  @Test
  void everyReasonIsBroughtAbout() {
    assertThat(cases().map(Case::reason)).contains(RejectionReason.values());
  }

  /** A PNG file of eight bits whose palette has two colours only. */
  private static byte[] paletteOfTwoColoursAndPixelOf(int index) {
    byte[] colours = new byte[256];
    IndexColorModel palette = new IndexColorModel(8, 256, colours, colours, colours);
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_INDEXED, palette);
    image.getRaster().setSample(1, 0, 0, index);
    byte[] file = Images.file("png", image);
    return Images.withChunk(Images.without(file, "PLTE"), "PLTE", new byte[6]);
  }

  private static Case changed(
      RejectionReason reason, String message, Consumer<LabelledImage> change) {
    LabelledImage event = Events.full();
    change.accept(event);
    return new Case(reason, message, Wire.LABELLED_IMAGE.encode(event));
  }

  private static Case labelled(RejectionReason reason, String message, String task, Object label) {
    return new Case(reason, message, Wire.LABELLED_IMAGE.encode(Events.labelled(task, label)));
  }

  private static Case image(RejectionReason reason, String message, Object image) {
    return new Case(reason, message, Wire.LABELLED_IMAGE.encode(Events.classified(image)));
  }
}
