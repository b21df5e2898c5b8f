package dev.quiesce.program;

/** What becomes of a data race between plain accesses: told beside the verdict, a violation, or nothing. */
public enum Races {
    REPORT, FAIL, IGNORE
}
