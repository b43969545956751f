package org.stowbench.cli;

/** What is asked for, as {@code --mode} spells it. */
enum Mode {
  rank,
  search
}
