package io.headwater.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultTest {
  private static final Measurement OURS = new Measurement(2, 1, 4, "s");
  private static final Peer PEER = new Peer(3, 2, 5, "s", "another");

  @Test
  void aShorterTimeIsTheBetterOne() {
    assertThat(against(Better.LOWER).ratio()).isEqualTo(1.5);
  }

  @Test
  void aHigherRateIsTheBetterOne() {
    assertThat(against(Better.HIGHER).ratio()).isEqualTo(2.0 / 3);
  }

  @Test
  void itsJsonIsTheAgreedOne() throws Exception {
    assertThat(new ObjectMapper().writeValueAsString(against(Better.LOWER)))
        .isEqualTo(
            "{\"name\":\"any\",\"settings\":{\"batch\":32},"
                + "\"ours\":{\"median\":2.0,\"min\":1.0,\"max\":4.0,\"unit\":\"s\"},"
                + "\"peer\":{\"median\":3.0,\"min\":2.0,\"max\":5.0,\"unit\":\"s\","
                + "\"what\":\"another\"},\"ratio\":1.5,\"goal\":1.25}");
  }

  @Test
  void withoutAPeerThereIsNoRatio() throws Exception {
    assertThat(
            new ObjectMapper()
                .writeValueAsString(Result.alone("any", Map.of(), OURS, Goal.atMost(3))))
        .endsWith("\"peer\":null,\"ratio\":null,\"goal\":3.0}");
  }

  @Test
  void bothSidesHaveOneUnit() {
    Peer inMillis = new Peer(3, 2, 5, "ms", "another");

    assertThatThrownBy(() -> new Result("any", Map.of(), OURS, inMillis, 1.0, Goal.ratio(1)))
        .hasMessage("ours is in s, the peer in ms");
  }

  @Test
  void goalsBoundTheRatioOrOurs() {
    assertThat(Goal.ratio(1.5).isMet(OURS, 1.5)).isTrue();
    assertThat(Goal.ratio(1.5).isMet(OURS, 1.4)).isFalse();
    assertThat(Goal.ratio(1.5).isMet(OURS, null)).isFalse();
    assertThat(Goal.atMost(2).isMet(OURS, null)).isTrue();
    assertThat(Goal.atMost(1.9).isMet(OURS, null)).isFalse();
    assertThat(Goal.atLeast(2.1).isMet(OURS, null)).isFalse();
  }

  @Test
  void theTableSaysThatThereIsNoPeerRatherThanThatTheGoalIsNotMet() {
    Result alone = Result.alone("any", Map.of(), OURS, Goal.ratio(1.5));
    assertThat(table(alone)).contains("headwater").contains("ratio at least 1.50: no peer");
    assertThat(table(against(Better.LOWER))).contains("ratio at least 1.25: met");
    assertThat(table(against(Better.HIGHER))).contains("ratio at least 1.25: not met");
    assertThat(table(Result.alone("any", Map.of(), OURS, Goal.atMost(1)))).contains(" s: not met");
  }

  private static String table(Result result) {
    StringWriter out = new StringWriter();
    ResultTable.print(List.of(result), new PrintWriter(out));
    return out.toString();
  }

  private static Result against(Better better) {
    return Result.against(PEER, "any", Map.of("batch", 32), OURS, better, Goal.ratio(1.25));
  }
}
