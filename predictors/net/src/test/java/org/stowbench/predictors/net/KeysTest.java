package org.stowbench.predictors.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowbench.io.InvalidInputException;

/** What counts as a key. */
class KeysTest {

  private static Keys of(String value) {
    return new Keys(name -> Optional.of(value), List.of());
  }

  @Test
  void spaceAroundAKeyIsNoPartOfIt() {
    assertThat(of(" sk-1 \n").find("KEY")).contains(new Secret("sk-1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sk-schl\u00fcssel", "sk-\u043a\u043b", "sk-a\nb", "sk-a\u0000b"})
  void aKeyThatNoHeaderCanCarryIsRefusedWithoutBeingShown(String key) {
    assertThatThrownBy(() -> of(key).find("MY_KEY"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("MY_KEY")
        .hasMessageNotContaining("sk-");
  }
}
