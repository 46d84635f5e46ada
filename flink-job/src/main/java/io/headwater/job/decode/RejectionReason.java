package io.headwater.job.decode;

/**
 * Why an event is rejected. The documentation (src/docs/rejections.md) is made from these texts.
 */
public enum RejectionReason {
  EMPTY_EVENT("The record has no value.", "Send no tombstones to a task's topic."),
  EVENT_TOO_LARGE(
      "The event has more bytes than `limits.maxEventBytes`.",
      "Send smaller or compressed images, or raise the limit. The bytes are kept here where they fit;"
          + " the key is kept."),
  NOT_AVRO(
      "The bytes do not begin as Avro's single-object encoding does: C3 01 and a fingerprint.",
      "Encode LabelledImage with single-object encoding, without a registry's own header."),
  UNKNOWN_SCHEMA(
      "The fingerprint is of no published version of LabelledImage.",
      "Encode with a schema from the schemas module, unchanged."),
  CORRUPT_AVRO(
      "The body ends too early, or holds a length, a choice or a number that cannot be.",
      "Look for truncation or a wrong schema at the producer."),
  TRAILING_BYTES("Bytes follow the end of the LabelledImage.", "Send one event in each record."),
  INVALID_ID(
      "The event's id is blank, or has over 4,096 characters.",
      "Give every event an id of its own."),
  INVALID_WEIGHT("The weight is not a finite number over 0.", "Leave it out, or send 1."),
  NO_LABEL(
      "There is no label, or none for a task of the job but the class -1, which says that it is"
          + " missing.",
      "Label the event for at least one task."),
  UNKNOWN_TASK(
      "All labels are for tasks that the job does not have.",
      "Use the names in the section `tasks` of the configuration. Beside a label that the job reads,"
          + " such labels are passed over and counted, by name, in the metric `headwater_unread_labels_total`."),
  WRONG_LABEL_KIND(
      "A label is of another kind than its task.",
      "ClassLabel for classification, MaskLabel for edges, BoxLabel for location, SameLabel for"
          + " similarity, ScalarLabel for regression."),
  LABEL_OUT_OF_RANGE(
      "A class index is not one of the task's classes, a box is empty, not finite, or not inside"
          + " the image, or the number of a regression is not finite.",
      "Class indices count from 0; boxes are fractions of the image's width and height; leave out a"
          + " number that is not known."),
  MISSING_SECOND_IMAGE(
      "A similarity is labelled, but there is one image only.", "Send both images of the pair."),
  MASK_SIZE_MISMATCH(
      "A mask has another width or height than the image, both as they are seen.",
      "Send the mask in the image's own size; turn it if a tag turns the image."),
  IMAGE_TOO_LARGE(
      "An image or a mask has more pixels than `limits.maxImagePixels`, or a side over 65,535.",
      "Send smaller images, or raise the limit. Only the header was read."),
  IMAGE_TOO_COSTLY(
      "The images and masks that are read of the event have more samples, or more JPEG scans, than"
          + " `limits.maxEventSamples` allows together, or a JPEG has over 4,096 segments.",
      "Send 8-bit images, save progressive JPEGs with fewer scans, or raise the limit. The image was"
          + " not decoded."),
  RAW_SIZE_MISMATCH(
      "A raw image's bytes are not channels x height x width, or a side is under 1.",
      "Send plane after plane, row after row, a byte for each value."),
  UNSUPPORTED_CHANNELS(
      "An image's colours are neither grey nor red, green and blue (CMYK, for example).",
      "Convert it to grey or RGB; raw images have 1 or 3 channels."),
  UNREADABLE_IMAGE(
      "The bytes of an image are truncated, damaged, animated, of another format than the event"
          + " says, or a pixel has a colour that the palette lacks.",
      "Send whole PNG or JPEG files of one still image.");

  private final String meaning;
  private final String remedy;

  RejectionReason(String meaning, String remedy) {
    this.meaning = meaning;
    this.remedy = remedy;
  }

  /** When an event is rejected for this reason. */
  public String meaning() {
    return meaning;
  }

  /** What its producer can do. */
  public String remedy() {
    return remedy;
  }
}
