package io.headwater.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HostCheckTest {
  @Test
  void onThisMachineItsNamesAreAnswered() {
    HostCheck check = HostCheck.at("127.0.0.1", List.of());
    assertThat(List.of("localhost", "LocalHost:8080", "127.0.0.1:8080", "127.1.2.3", "[::1]:80"))
        .allMatch(check::accepts);
    assertThat(List.of("evil.example", "localhost.evil.example", "127.0.0.1.evil.example", ""))
        .noneMatch(check::accepts);
    assertThat(check.accepts(null)).isFalse();
  }

  @Test
  void aNameMayBeAllowedBesides() {
    HostCheck check = HostCheck.at("localhost", List.of("Models.example"));
    assertThat(List.of("models.example:443", "MODELS.example", "localhost"))
        .allMatch(check::accepts);
    assertThat(check.accepts("other.example")).isFalse();
  }

  @Test
  void elsewhereAllNamesAreAnsweredUnlessSomeAreGiven() {
    assertThat(HostCheck.at("0.0.0.0", List.of()).accepts("any.example")).isTrue();
    HostCheck check = HostCheck.at("0.0.0.0", List.of("localhost"));
    assertThat(check.accepts("localhost:8090")).isTrue();
    assertThat(check.accepts("evil.example")).isFalse();
    assertThat(check.accepts("127.0.0.1:8090")).isFalse();
  }
}
