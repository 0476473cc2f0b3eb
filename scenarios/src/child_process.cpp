// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "child_process.hpp"

#include <fcntl.h>
#include <signal.h>  // NOLINT: kill() is POSIX
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <system_error>
#include <thread>

#include <djoliba/engine/error.hpp>

namespace djoliba {
namespace {

/// Pointers to texts, as the system takes them; the texts must outlive them.
std::vector<char*> pointers(std::vector<std::string>& texts) {
    std::vector<char*> list;
    list.reserve(texts.size() + 1);
    for (auto& text : texts) list.push_back(text.data());
    list.push_back(nullptr);
    return list;
}

std::vector<std::string> with_ours(const std::vector<std::string>& added) {
    std::vector<std::string> all = added;
    const auto replaced = [&](std::string_view ours) {
        const auto name = ours.substr(0, ours.find('=') + 1);
        return std::any_of(added.begin(), added.end(), [&](const auto& a) { return a.starts_with(name); });
    };
    for (char** ours = environ; *ours != nullptr; ++ours)
        if (!replaced(*ours)) all.emplace_back(*ours);
    return all;
}

/// A group of processes that ends with this.
class Group {
 public:
    Group(const std::filesystem::path& program, std::vector<std::string> words,
          std::vector<std::string> environment, const std::filesystem::path& log) {
        posix_spawn_file_actions_t files;
        posix_spawn_file_actions_init(&files);
        posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
        posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, log.c_str(), O_WRONLY | O_CREAT | O_APPEND,
                                         0600);
        posix_spawn_file_actions_adddup2(&files, STDOUT_FILENO, STDERR_FILENO);
        posix_spawnattr_t attributes;
        posix_spawnattr_init(&attributes);
        posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
        posix_spawnattr_setpgroup(&attributes, 0);
        const int error = posix_spawn(&process_, program.c_str(), &files, &attributes, pointers(words).data(),
                                      pointers(environment).data());
        posix_spawn_file_actions_destroy(&files);
        posix_spawnattr_destroy(&attributes);
        if (error != 0)
            throw Error({program.string(), "",
                         "it cannot be started: " + std::generic_category().message(error),
                         "check that it is a program that you may run"});
    }
    ~Group() {
        kill(-process_, SIGKILL);
        if (!ended_) waitpid(process_, nullptr, 0);
    }
    Group(const Group&) = delete;
    Group& operator=(const Group&) = delete;

    bool ended() { return ended_ = ended_ || waitpid(process_, &status_, WNOHANG) == process_; }
    int code() const { return WIFEXITED(status_) ? WEXITSTATUS(status_) : 128 + WTERMSIG(status_); }

 private:
    pid_t process_ = 0;
    int status_ = 0;
    bool ended_ = false;
};

}  // namespace

ChildEnd run_program(const std::filesystem::path& program, const std::vector<std::string>& arguments,
                     const std::vector<std::string>& environment, const std::filesystem::path& log,
                     std::chrono::seconds limit, const Job& job) {
    constexpr std::chrono::milliseconds pause{20};
    std::vector<std::string> words{program.string()};
    words.insert(words.end(), arguments.begin(), arguments.end());
    Group group(program, std::move(words), with_ours(environment), log);
    const auto end = std::chrono::steady_clock::now() + limit;
    while (!group.ended()) {
        if (job.cancelled && job.cancelled()) throw Cancelled();
        if (std::chrono::steady_clock::now() >= end) return {.in_time = false};
        std::this_thread::sleep_for(pause);
    }
    return {.code = group.code()};
}

}  // namespace djoliba
