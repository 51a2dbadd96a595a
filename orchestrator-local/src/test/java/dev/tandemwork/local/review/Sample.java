package dev.tandemwork.local.review;

import dev.tandemwork.review.ReviewRequest;
import dev.tandemwork.scm.Change;
import dev.tandemwork.scm.CommitId;
import dev.tandemwork.task.Task;
import dev.tandemwork.testkit.git.GitRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A repository with one task, whose change is made as a test needs it. */
record Sample(GitRepository repository) {

    static Sample in(Path folder) {
        boolean known = Files.exists(folder);
        return new Sample(known ? GitRepository.at(folder) : GitRepository.create(folder));
    }

    Task.Builder task() {
        return Task.builder("a").instructions("Do it.").repository(repository.location());
    }

    ReviewRequest request(Task task, Map<String, String> files) {
        repository.push(task.branch(), "main", files);
        return request(task);
    }

    ReviewRequest request(Task task) {
        CommitId base = repository.head("main").orElseThrow();
        CommitId head = repository.head(task.branch()).orElseThrow();
        Change change = new Change(repository.location(), task.branch(), "main", base, head, Optional.empty());
        return new ReviewRequest(task, change, change.base(), 1, List.of());
    }

    static ReviewRequest at(ReviewRequest request, String head) {
        Change change = request.change();
        Change moved = new Change(
                change.repository(),
                change.branch(),
                change.baseBranch(),
                change.base(),
                new CommitId(head),
                Optional.empty());
        return new ReviewRequest(request.task(), moved, moved.base(), request.round(), request.open());
    }

    static ReviewRequest claimingBase(ReviewRequest request, CommitId base) {
        Change change = request.change();
        Change claimed = new Change(
                change.repository(), change.branch(), change.baseBranch(), base, change.head(), Optional.empty());
        return new ReviewRequest(request.task(), claimed, claimed.base(), request.round(), request.open());
    }
}
