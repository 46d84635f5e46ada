package io.headwater.job.decode;

import io.headwater.job.docs.GeneratedDocument;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class RejectionsDocumentTest {
  private static final String INTRODUCTION =
      """
      An event that cannot be learned from goes to the topic `kafka.rejectedTopic` as a RejectedEvent:
      where it came from, the reason, a message that names the value and what would be right, and its
      original key and bytes. The job goes on. `./headwater rejected list --config CONFIG` lists them,
      `rejected show PARTITION:OFFSET` says more of one and writes its image (`--image FILE`) or its
      original bytes (`--value FILE`), and `rejected replay` sends them back to the topic that they came
      from, unchanged once the job is updated, or repaired (`--value FILE`): each once, however often it
      is called or interrupted ([decision 43](decisions/43-sent-back-once.md)).

      A RejectedEvent always fits its topic's largest record (`limits.maxEventBytes` and 1 MiB). Where key
      and value are together more than that, less 70 KB for the rest, the value is left out, and the key
      only if it doesn't fit alone; the message says which, how long it was, its SHA-256, and the topic,
      partition and offset it came from. Messages have up to 2,000 characters beside that: names
      from the event are cut after 80, and characters that can't be seen are shown by their number.

      The images and masks of one event may cost `limits.maxEventSamples` together, counted from their
      headers before they are decoded: pixels x bytes of a pixel, and every 16 scans over a component of a
      JPEG as one byte more. If nothing else is set, a core is busy with one event for some 5 s at most
      ([decision 16](decisions/16-budget-for-every-event.md)).

      | reason | an event is rejected when | what to do |
      |---|---|---|
      """;

  @Test
  void theDocumentationOfTheReasonsIsUpToDate() throws IOException {
    StringBuilder page =
        new StringBuilder(GeneratedDocument.header("Rejected events", "RejectionReason"));
    page.append(INTRODUCTION);
    for (RejectionReason reason : RejectionReason.values()) {
      page.append("| `%s` | %s | %s |\n".formatted(reason, reason.meaning(), reason.remedy()));
    }
    GeneratedDocument.check("rejections.md", page.toString());
  }
}
