package io.headwater.learning.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MemoryPlanTest {
  private static Storage needed(long bytes, int first, int last) {
    Storage storage = Storage.shared(bytes);
    storage.touch(first);
    storage.touch(last);
    return storage;
  }

  @Test
  void usesThePlaceOfWhatIsNoLongerNeeded() {
    Storage early = needed(1000, 0, 1);
    Storage late = needed(900, 2, 3);
    assertThat(MemoryPlan.place(List.of(early, late))).isEqualTo(1024);
    assertThat(late.offset()).isEqualTo(early.offset());
  }

  @Test
  void keepsApartWhatIsNeededAtTheSameTime() {
    Random random = new Random(1);
    List<Storage> storages = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      int first = random.nextInt(100);
      storages.add(needed(1 + random.nextInt(5000), first, first + random.nextInt(30)));
    }
    long bytes = MemoryPlan.place(storages);
    for (Storage a : storages) {
      assertThat(a.offset() % 64).isZero();
      assertThat(a.offset() + a.bytes()).isLessThanOrEqualTo(bytes);
      for (Storage b : storages) {
        boolean apart =
            a.offset() + a.bytes() <= b.offset() || b.offset() + b.bytes() <= a.offset();
        assertThat(a == b || apart || !a.overlapsInTime(b)).isTrue();
      }
    }
    assertThat(bytes).isLessThan(storages.stream().mapToLong(Storage::bytes).sum() / 2);
  }
}
