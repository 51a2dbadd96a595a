package dev.tandemwork.local.forge;

import dev.tandemwork.local.git.Git;

/** What every piece of work on one repository needs. */
record Workbench(LocalRepository repository, Git git, RefStore refs, Pulls pulls) {

    static Workbench of(LocalRepository repository, Git git) {
        RefStore refs = new RefStore(git);
        return new Workbench(repository, git, refs, new Pulls(repository, refs));
    }
}
