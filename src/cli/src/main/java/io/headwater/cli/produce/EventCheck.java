package io.headwater.cli.produce;

import io.headwater.job.decode.DecodeResult.Rejected;
import io.headwater.job.decode.EventDecoder;
import io.headwater.job.decode.Rejection;
import io.headwater.job.ingest.RawEvent;
import java.time.Clock;

/**
 * Whether a job would learn from an event: it is decoded here as it will be there. Not safe for use
 * by several threads.
 */
public final class EventCheck {
  private final EventDecoder decoder;

  public EventCheck(Targets targets) {
    this.decoder =
        new EventDecoder(targets.tasks(), targets.input(), targets.limits(), Clock.systemUTC());
  }

  /**
   * @param value the encoded event
   * @throws RefusedException with the reason for which the job would reject it
   */
  public void require(String topic, byte[] key, byte[] value) throws RefusedException {
    if (decoder.decode(new RawEvent(topic, 0, 0, 0, key, value)) instanceof Rejected rejected) {
      Rejection rejection = rejected.rejection();
      throw new RefusedException(rejection.reason() + ": " + rejection.message());
    }
  }
}
