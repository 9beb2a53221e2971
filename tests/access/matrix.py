"""Who gets what at every address: one line a route and method, one column a person (check 15).

    nob    nobody: not signed in            ment   a mentor
    str    a stranger: an account, no cohort staff  staff
    auth   a camper, who wrote what is here  forgn  staff of another cohort
    peer   a camper of the same team         formr  a member whose membership was ended
    other  a camper of another team          deact  an account that was deactivated while signed in
    | author, mentor, staff of an archived cohort, at the addresses of that cohort

303 to where nobody may post is the way to sign in or the way on after it was done; 401 asks to sign in first and shows what
was typed; 404 is also what may not be seen; 403 and 409 say why not. After `:` stands which thing the address names (see
`visiting.VARIANTS` and `FOREIGN`); without it, what the author asked or filed for the whole cohort.
HEAD and OPTIONS go with GET. Every other method is 405 (test_access_matrix.py).
"""
from __future__ import annotations

from tests.access.world import PEOPLE

TABLE = """
                                                      nob     str    auth    peer   other    ment   staff   forgn   formr   deact   | author  mentor   staff
accounts.address                             POST     401     303     303     303     303     303     303     303     303     401   |    303     303     303
accounts.back_from                           GET      404     404     404     404     404     404     404     404     404     404   |    404     404     404
accounts.end_device                          POST     401     303     303     303     303     303     303     303     303     401   |    303     303     303
accounts.end_device:foreign-device           POST     401     404     404     404     404     404     404     404     404     401   |    404     404     404
accounts.end_other_devices                   POST     401     303     303     303     303     303     303     303     303     401   |    303     303     303
accounts.language                            POST     303     303     303     303     303     303     303     303     303     303   |    303     303     303
accounts.leaving                             GET      303     200     200     200     200     200     200     200     200     303   |    200     200     200
accounts.left                                POST     401     303     303     303     303     303     409     409     303     401   |    303     303     303
accounts.link                                POST     401     404     404     404     404     404     404     404     404     401   |    404     404     404
accounts.mails                               POST     401     303     303     303     303     303     303     303     303     401   |    303     303     303
accounts.memories                            POST     401     303     303     303     303     303     303     303     303     401   |    303     303     303
accounts.name                                POST     401     303     303     303     303     303     303     303     303     401   |    303     303     303
accounts.new_address                         GET      200     200     200     200     200     200     200     200     200     200   |    200     200     200
accounts.new_address                         POST     303     303     303     303     303     303     303     303     303     303   |    303     303     303
accounts.new_passkey                         POST     401     422     422     422     422     422     422     422     422     401   |    422     422     422
accounts.new_passkey_challenge               POST     401     404     404     404     404     404     404     404     404     401   |    404     404     404
accounts.own_language                        POST     401     303     303     303     303     303     303     303     303     401   |    303     303     303
accounts.passkey_challenge                   POST     404     404     404     404     404     404     404     404     404     404   |    404     404     404
accounts.password                            POST     401     303     303     303     303     303     303     303     303     401   |    303     303     303
accounts.profile                             GET      303     200     200     200     200     200     200     200     200     303   |    200     200     200
accounts.recovery                            GET      200     200     200     200     200     200     200     200     200     200   |    200     200     200
accounts.recovery                            POST     303     303     303     303     303     303     303     303     303     303   |    303     303     303
accounts.recovery_asked                      GET      200     200     200     200     200     200     200     200     200     200   |    200     200     200
accounts.remove_passkey                      POST     401     303     303     303     303     303     303     303     303     401   |    303     303     303
accounts.remove_passkey:foreign-passkey      POST     401     404     404     404     404     404     404     404     404     401   |    404     404     404
accounts.rename_passkey                      POST     401     303     303     303     303     303     303     303     303     401   |    303     303     303
accounts.rename_passkey:foreign-passkey      POST     401     404     404     404     404     404     404     404     404     401   |    404     404     404
accounts.renewal                             GET      200     200     200     200     200     200     200     200     200     200   |    200     200     200
accounts.renewal                             POST     303     303     303     303     303     303     303     303     303     303   |    303     303     303
accounts.sign_in                             GET      200     303     303     303     303     303     303     303     303     200   |    303     303     303
accounts.sign_in                             POST     303     303     303     303     303     303     303     303     303     422   |    303     303     303
accounts.sign_in_by_passkey                  POST     422     303     303     303     303     303     303     303     303     422   |    303     303     303
accounts.sign_out                            POST     303     303     303     303     303     303     303     303     303     303   |    303     303     303
accounts.sign_up                             GET      200     200     200     200     200     200     200     200     200     200   |    200     200     200
accounts.sign_up                             POST     303     303     303     303     303     303     303     303     303     303   |    303     303     303
accounts.start_with                          POST     404     404     404     404     404     404     404     404     404     404   |    404     404     404
accounts.theme                               POST     401     303     303     303     303     303     303     303     303     401   |    303     303     303
accounts.unlink                              POST     401     303     303     303     303     303     303     303     303     401   |    303     303     303
accounts.unlink:foreign-identity             POST     401     404     404     404     404     404     404     404     404     401   |    404     404     404
accounts.ways                                GET      303     200     200     200     200     200     200     200     200     303   |    200     200     200

answers.ending                               POST     401     404     303     303     303     303     303     404     404     401   |    403     403     403
answers.feed                                 GET      200     200     200     200     200     200     200     200     200     200   |    404     404     404
answers.renewal                              POST     401     404     303     303     303     303     303     404     404     401   |    403     403     403
answers.show                                 GET      303     404     200     200     200     200     200     404     404     303   |    404     404     404
board.as_table                               GET      303     404     404     404     404     404     200     404     404     303   |    404     404     200
board.camper                                 GET      303     404     404     404     404     404     200     404     404     303   |    404     404     200
board.camper:foreign-member                  GET      303     404     404     404     404     404     404     404     404     303   |    404     404     404
board.camper:former                          GET      303     404     404     404     404     404     200     404     404     303   |    404     404     200
board.care                                   POST     401     404     404     404     404     404     303     404     404     401   |    403     403     403
board.care:foreign-member                    POST     401     404     404     404     404     404     404     404     404     401   |    403     403     403
board.care_ending                            POST     401     404     404     404     404     404     303     404     404     401   |    403     403     403
board.care_ending:foreign-member             POST     401     404     404     404     404     404     404     404     404     401   |    403     403     403
board.energy                                 GET      303     404     404     404     404     404     200     404     404     303   |    404     404     200
board.index                                  GET      303     404     404     404     404     404     200     404     404     303   |    404     404     200
board.questions                              GET      303     404     404     404     404     404     200     404     404     303   |    404     404     200
board.taking_back                            POST     401     404     404     404     404     404     303     404     404     401   |    403     403     403
board.taking_back:foreign-note               POST     401     404     404     404     404     404     404     404     404     401   |    403     403     403
board.writing                                POST     401     404     404     404     404     404     303     404     404     401   |    403     403     403
board.writing:foreign-member                 POST     401     404     404     404     404     404     404     404     404     401   |    403     403     403

calendar.ending                              POST     401     404     303     303     303     303     303     404     404     401   |    403     403     403
calendar.feed                                GET      200     200     200     200     200     200     200     200     200     200   |    404     404     404
calendar.renewal                             POST     401     404     303     303     303     303     303     404     404     401   |    403     403     403
calendar.show                                GET      303     404     200     200     200     200     200     404     404     303   |    404     404     404

cohorts.bring_back:former                    POST     401     404     404     404     404     404     303     404     404     401   |    403     403     403
cohorts.bring_back:foreign-member            POST     401     404     404     404     404     404     404     404     404     401   |    403     403     403
cohorts.change_role                          POST     401     404     404     404     404     404     303     404     404     401   |    403     403     403
cohorts.change_role:own                      POST     401     404     404     404     404     404     409     404     404     401   |    403     403     403
cohorts.change_role:foreign-member           POST     401     404     404     404     404     404     404     404     404     401   |    403     403     403
cohorts.change_settings                      POST     401     404     404     404     404     404     303     404     404     401   |    403     403     403
cohorts.change_team                          POST     401     404     404     404     404     404     303     404     404     401   |    403     403     403
cohorts.change_team:foreign-member           POST     401     404     404     404     404     404     404     404     404     401   |    403     403     403
cohorts.create                               POST     401     303     303     303     303     303     303     303     303     401   |    303     303     303
cohorts.door                                 GET      200     200     200     200     200     200     200     200     200     200   |    404     404     404
cohorts.end_invitation                       POST     401     404     404     404     404     404     303     404     404     401   |    403     403     403
cohorts.end_invitation:foreign-invitation    POST     401     404     404     404     404     404     404     404     404     401   |    403     403     403
cohorts.end_join_code                        POST     401     404     404     404     404     404     303     404     404     401   |    403     403     403
cohorts.end_membership                       POST     401     404     404     404     404     404     303     404     404     401   |    403     403     403
cohorts.end_membership:own                   POST     401     404     404     404     404     404     409     404     404     401   |    403     403     403
cohorts.end_membership:foreign-member        POST     401     404     404     404     404     404     404     404     404     401   |    403     403     403
cohorts.enter_code                           GET      200     200     200     200     200     200     200     200     200     200   |    200     200     200
cohorts.entered                              POST     303     303     303     303     303     303     303     303     303     303   |    303     303     303
cohorts.invite                               POST     401     404     404     404     404     404     303     404     404     401   |    403     403     403
cohorts.join                                 POST     303     303     303     303     303     303     303     303     403     303   |    404     404     404
cohorts.make_team                            POST     401     404     404     404     404     404     303     404     404     401   |    403     403     403
cohorts.member                               GET      303     404     404     404     404     404     200     404     404     303   |    404     404     200
cohorts.member:former                        GET      303     404     404     404     404     404     200     404     404     303   |    404     404     200
cohorts.member:foreign-member                GET      303     404     404     404     404     404     404     404     404     303   |    404     404     404
cohorts.members                              GET      303     404     200     200     200     200     200     404     404     303   |    200     200     200
cohorts.names                                GET      303     404     200     200     200     200     200     404     404     303   |    200     200     200
cohorts.new                                  GET      303     200     200     200     200     200     200     200     200     303   |    200     200     200
cohorts.rename_team                          POST     401     404     404     404     404     404     303     404     404     401   |    403     403     403
cohorts.rename_team:foreign-team             POST     401     404     404     404     404     404     404     404     404     401   |    403     403     403
cohorts.settings                             GET      303     404     404     404     404     404     200     404     404     303   |    404     404     200
cohorts.switcher                             GET      303     200     200     200     200     200     200     200     200     303   |    200     200     200
cohorts.teams                                GET      303     404     200     200     200     200     200     404     404     303   |    200     200     200
cohorts.turn_join_code                       POST     401     404     404     404     404     404     303     404     404     401   |    403     403     403

health.alive                                 GET      200     200     200     200     200     200     200     200     200     200   |    200     200     200
health.ready                                 GET      503     503     503     503     503     503     503     503     503     503   |    503     503     503

highlights.show                              GET      303     404     200     200     200     404     404     404     404     303   |    404     404     404
highlights.show:a-filed-week                 GET      303     404     200     200     200     404     404     404     404     303   |    404     404     404
highlights.choosing                          POST     401     404     404     404     404     404     404     404     404     401   |    403     403     403
highlights.choosing:a-filed-week             POST     401     404     303     404     404     404     404     404     404     401   |    403     403     403

growth.as_markdown                           GET      303     404     200     200     200     200     200     404     404     303   |    200     200     200
growth.back                                  GET      303     404     200     200     200     200     200     404     404     303   |    200     200     200
growth.day                                   GET      303     404     200     404     404     404     404     404     404     303   |    200     404     404
growth.day:foreign-topic                     GET      303     404     404     404     404     404     404     404     404     303   |    404     404     404
growth.day_done                              POST     401     404     303     404     404     404     404     404     404     401   |    303     404     404
growth.day_done:foreign-topic                POST     401     404     404     404     404     404     404     404     404     401   |    404     404     404
growth.day_ending                            POST     401     404     303     404     404     404     404     404     404     401   |    303     404     404
growth.day_ending:foreign-topic              POST     401     404     404     404     404     404     404     404     404     401   |    404     404     404
growth.from_a_notice                         GET      303     404     303     303     303     303     303     404     404     303   |    303     303     303
growth.giving                                POST     401     404     303     404     404     404     404     404     404     401   |    303     404     404
growth.giving:foreign-topic                  POST     401     404     404     404     404     404     404     404     404     401   |    404     404     404
growth.index                                 GET      303     404     200     200     200     200     200     404     404     303   |    200     200     200
growth.quiet                                 POST     401     404     303     303     303     303     303     404     404     401   |    303     303     303
growth.saying                                POST     401     404     303     404     404     404     404     404     404     401   |    303     404     404
growth.summary                               GET      303     404     200     200     200     200     200     404     404     303   |    200     200     200

home.front                                   GET      200     303     303     303     303     303     303     303     303     200   |    303     303     303
home.this_week                               GET      303     404     200     200     200     200     200     404     404     303   |    200     200     200

library.index                                GET      303     404     200     200     200     200     200     404     404     303   |    200     200     200
library.removal                              POST     401     404     303     303     303     303     303     404     404     401   |    303     303     303
library.resource:a-resource                  GET      303     404     200     200     200     200     200     404     404     303   |    200     200     200
library.resource:foreign-resource            GET      303     404     404     404     404     404     404     404     404     303   |    404     404     404
library.resources                            GET      303     404     200     200     200     200     200     404     404     303   |    200     200     200
library.save                                 POST     401     404     303     303     303     303     303     404     404     401   |    303     303     303
library.saved                                GET      303     404     200     200     200     200     200     404     404     303   |    200     200     200

notifications.index                          GET      303     404     200     200     200     200     200     404     404     303   |    200     200     200
notifications.news                           GET      303     404     200     200     200     200     200     404     404     303   |    200     200     200
notifications.opening                        POST     401     404     303     303     303     303     303     404     404     401   |    303     303     303
notifications.opening:foreign-notice         POST     401     404     404     404     303     404     404     404     404     401   |    404     404     404
notifications.reading                        POST     401     404     303     303     303     303     303     404     404     401   |    303     303     303

parcels.ask                                  POST     401     303     303     303     303     303     303     303     303     401   |    303     303     303
parcels.file                                 GET      303     404     200     404     404     404     404     404     404     303   |    404     404     404
parcels.news                                 GET      303     200     200     200     200     200     200     200     200     303   |    200     200     200
parcels.show                                 GET      303     200     200     200     200     200     200     200     200     303   |    200     200     200

peer_sessions.absence                        POST     401     404     303     409     404     404     404     404     404     401   |    403     403     403
peer_sessions.absence:closed                 POST     401     404     409     409     404     404     404     404     404     401   |    403     403     403
peer_sessions.absence:foreign-session        POST     401     404     404     404     404     404     404     404     404     401   |    403     403     403
peer_sessions.absence_withdrawal             POST     401     404     303     409     404     404     404     404     404     401   |    403     403     403
peer_sessions.absence_withdrawal:closed      POST     401     404     409     409     404     404     404     404     404     401   |    403     403     403
peer_sessions.absence_withdrawal:foreign-session POST     401     404     404     404     404     404     404     404     404     401   |    403     403     403
peer_sessions.closing                        POST     401     404     303     409     404     404     404     404     404     401   |    403     403     403
peer_sessions.closing:planned                POST     401     404     409     409     404     404     404     404     404     401   |    403     403     403
peer_sessions.closing:closed                 POST     401     404     303     303     404     404     404     404     404     401   |    403     403     403
peer_sessions.closing:foreign-session        POST     401     404     404     404     404     404     404     404     404     401   |    403     403     403
peer_sessions.give                           POST     401     404     303     409     404     404     404     404     404     401   |    403     403     403
peer_sessions.give:closed                    POST     401     404     409     409     404     404     404     404     404     401   |    403     403     403
peer_sessions.give:foreign-session           POST     401     404     404     404     404     404     404     404     404     401   |    403     403     403
peer_sessions.hour                           POST     401     404     409     409     404     404     404     404     404     401   |    403     403     403
peer_sessions.hour:own-time                  POST     401     404     303     409     404     404     404     404     404     401   |    403     403     403
peer_sessions.hour:closed                    POST     401     404     409     409     404     404     404     404     404     401   |    403     403     403
peer_sessions.hour:foreign-session           POST     401     404     404     404     404     404     404     404     404     401   |    403     403     403
peer_sessions.index                          GET      303     404     200     200     200     200     200     404     404     303   |    200     200     200
peer_sessions.lead                           POST     401     404     303     409     404     404     404     404     404     401   |    403     403     403
peer_sessions.lead:closed                    POST     401     404     409     409     404     404     404     404     404     401   |    403     403     403
peer_sessions.lead:foreign-session           POST     401     404     404     404     404     404     404     404     404     401   |    403     403     403
peer_sessions.minute                         POST     401     404     303     409     404     404     404     404     404     401   |    403     403     403
peer_sessions.minute:planned                 POST     401     404     409     409     404     404     404     404     404     401   |    403     403     403
peer_sessions.minute:closed                  POST     401     404     409     409     404     404     404     404     404     401   |    403     403     403
peer_sessions.minute:foreign-session         POST     401     404     404     404     404     404     404     404     404     401   |    403     403     403
peer_sessions.news                           GET      303     404     200     200     404     200     200     404     404     303   |    200     200     200
peer_sessions.news:planned                   GET      303     404     200     200     404     200     200     404     404     303   |    200     200     200
peer_sessions.news:closed                    GET      303     404     200     200     404     200     200     404     404     303   |    200     200     200
peer_sessions.news:own-time                  GET      303     404     200     200     404     200     200     404     404     303   |    200     200     200
peer_sessions.news:foreign-session           GET      303     404     404     404     404     404     404     404     404     303   |    404     404     404
peer_sessions.note                           POST     401     404     303     303     404     404     404     404     404     401   |    403     403     403
peer_sessions.note:planned                   POST     401     404     409     409     404     404     404     404     404     401   |    403     403     403
peer_sessions.note:closed                    POST     401     404     409     409     404     404     404     404     404     401   |    403     403     403
peer_sessions.note:foreign-session           POST     401     404     404     404     404     404     404     404     404     401   |    403     403     403
peer_sessions.notes                          GET      303     404     200     200     404     200     200     404     404     303   |    200     200     200
peer_sessions.notes:closed                   GET      303     404     200     200     404     200     200     404     404     303   |    200     200     200
peer_sessions.notes:foreign-session          GET      303     404     404     404     404     404     404     404     404     303   |    404     404     404
peer_sessions.opened                         POST     401     404     303     303     303     404     404     404     404     401   |    403     403     403
peer_sessions.opening                        POST     401     404     303     303     404     404     404     404     404     401   |    403     403     403
peer_sessions.opening:planned                POST     401     404     303     303     404     404     404     404     404     401   |    403     403     403
peer_sessions.opening:closed                 POST     401     404     409     409     404     404     404     404     404     401   |    403     403     403
peer_sessions.opening:foreign-session        POST     401     404     404     404     404     404     404     404     404     401   |    403     403     403
peer_sessions.outcome_acceptance             POST     401     404     303     403     404     404     404     404     404     401   |    403     403     403
peer_sessions.outcome_acceptance:a-decision  POST     401     404     404     404     404     404     404     404     404     401   |    403     403     403
peer_sessions.outcome_acceptance:foreign-outcome POST     401     404     404     404     404     404     404     404     404     401   |    403     403     403
peer_sessions.outcome_acceptance:foreign-session POST     401     404     404     404     404     404     404     404     404     401   |    403     403     403
peer_sessions.outcome_withdrawal             POST     401     404     403     303     404     404     404     404     404     401   |    403     403     403
peer_sessions.outcome_withdrawal:a-decision  POST     401     404     303     403     404     404     404     404     404     401   |    403     403     403
peer_sessions.outcome_withdrawal:closed      POST     401     404     409     409     404     404     404     404     404     401   |    403     403     403
peer_sessions.outcome_withdrawal:foreign-outcome POST     401     404     404     404     404     404     404     404     404     401   |    403     403     403
peer_sessions.outcome_withdrawal:foreign-session POST     401     404     404     404     404     404     404     404     404     401   |    403     403     403
peer_sessions.outcomes                       POST     401     404     303     303     404     404     404     404     404     401   |    403     403     403
peer_sessions.outcomes:own-time              POST     401     404     303     303     404     404     404     404     404     401   |    403     403     403
peer_sessions.outcomes:planned               POST     401     404     409     409     404     404     404     404     404     401   |    403     403     403
peer_sessions.outcomes:closed                POST     401     404     409     409     404     404     404     404     404     401   |    403     403     403
peer_sessions.outcomes:foreign-session       POST     401     404     404     404     404     404     404     404     404     401   |    403     403     403
peer_sessions.pause                          POST     401     404     303     409     404     404     404     404     404     401   |    403     403     403
peer_sessions.pause:planned                  POST     401     404     409     409     404     404     404     404     404     401   |    403     403     403
peer_sessions.pause:closed                   POST     401     404     409     409     404     404     404     404     404     401   |    403     403     403
peer_sessions.pause:foreign-session          POST     401     404     404     404     404     404     404     404     404     401   |    403     403     403
peer_sessions.pause_withdrawal               POST     401     404     303     409     404     404     404     404     404     401   |    403     403     403
peer_sessions.pause_withdrawal:planned       POST     401     404     409     409     404     404     404     404     404     401   |    403     403     403
peer_sessions.pause_withdrawal:closed        POST     401     404     409     409     404     404     404     404     404     401   |    403     403     403
peer_sessions.pause_withdrawal:foreign-session POST     401     404     404     404     404     404     404     404     404     401   |    403     403     403
peer_sessions.place                          POST     401     404     303     409     404     404     404     404     404     401   |    403     403     403
peer_sessions.place:closed                   POST     401     404     409     409     404     404     404     404     404     401   |    403     403     403
peer_sessions.place:foreign-session          POST     401     404     404     404     404     404     404     404     404     401   |    403     403     403
peer_sessions.plan                           GET      303     404     404     404     404     404     200     404     404     303   |    404     404     404
peer_sessions.plan_setting                   POST     401     404     404     404     404     404     303     404     404     401   |    403     403     403
peer_sessions.plan_withdrawal                POST     401     404     404     404     404     404     303     404     404     401   |    403     403     403
peer_sessions.presence                       POST     401     404     204     204     404     404     404     404     404     401   |    403     403     403
peer_sessions.presence:planned               POST     401     404     409     409     404     404     404     404     404     401   |    403     403     403
peer_sessions.presence:closed                POST     401     404     409     409     404     404     404     404     404     401   |    403     403     403
peer_sessions.presence:foreign-session       POST     401     404     404     404     404     404     404     404     404     401   |    403     403     403
peer_sessions.projector                      GET      303     404     200     200     404     200     200     404     404     303   |    200     200     200
peer_sessions.projector:planned              GET      303     404     200     200     404     200     200     404     404     303   |    200     200     200
peer_sessions.projector:closed               GET      303     404     200     200     404     200     200     404     404     303   |    200     200     200
peer_sessions.projector:own-time             GET      303     404     200     200     404     200     200     404     404     303   |    200     200     200
peer_sessions.projector:foreign-session      GET      303     404     404     404     404     404     404     404     404     303   |    404     404     404
peer_sessions.reading                        POST     401     404     303     303     404     404     404     404     404     401   |    403     403     403
peer_sessions.reading:own-time               POST     401     404     303     303     404     404     404     404     404     401   |    403     403     403
peer_sessions.reading:closed                 POST     401     404     409     409     404     404     404     404     404     401   |    403     403     403
peer_sessions.reading:foreign-session        POST     401     404     404     404     404     404     404     404     404     401   |    403     403     403
peer_sessions.reading_withdrawal             POST     401     404     303     303     404     404     404     404     404     401   |    403     403     403
peer_sessions.reading_withdrawal:own-time    POST     401     404     303     303     404     404     404     404     404     401   |    403     403     403
peer_sessions.reading_withdrawal:closed      POST     401     404     409     409     404     404     404     404     404     401   |    403     403     403
peer_sessions.reading_withdrawal:foreign-session POST     401     404     404     404     404     404     404     404     404     401   |    403     403     403
peer_sessions.reopening                      POST     401     404     303     303     404     404     404     404     404     401   |    403     403     403
peer_sessions.reopening:planned              POST     401     404     409     409     404     404     404     404     404     401   |    403     403     403
peer_sessions.reopening:closed               POST     401     404     303     303     404     404     404     404     404     401   |    403     403     403
peer_sessions.reopening:foreign-session      POST     401     404     404     404     404     404     404     404     404     401   |    403     403     403
peer_sessions.replanning                     POST     401     404     409     409     404     404     404     404     404     401   |    403     403     403
peer_sessions.replanning:planned             POST     401     404     303     303     404     404     404     404     404     401   |    403     403     403
peer_sessions.replanning:closed              POST     401     404     409     409     404     404     404     404     404     401   |    403     403     403
peer_sessions.replanning:foreign-session     POST     401     404     404     404     404     404     404     404     404     401   |    403     403     403
peer_sessions.show                           GET      303     404     200     200     404     200     200     404     404     303   |    200     200     200
peer_sessions.show:planned                   GET      303     404     200     200     404     200     200     404     404     303   |    200     200     200
peer_sessions.show:closed                    GET      303     404     200     200     404     200     200     404     404     303   |    200     200     200
peer_sessions.show:own-time                  GET      303     404     200     200     404     200     200     404     404     303   |    200     200     200
peer_sessions.show:foreign-session           GET      303     404     404     404     404     404     404     404     404     303   |    404     404     404
peer_sessions.summary_as_markdown            GET      303     404     404     404     404     404     404     404     404     303   |    404     404     404
peer_sessions.summary_as_markdown:closed     GET      303     404     200     200     404     200     200     404     404     303   |    200     200     200
peer_sessions.summary_as_markdown:planned    GET      303     404     404     404     404     404     404     404     404     303   |    404     404     404
peer_sessions.summary_as_markdown:foreign-session GET      303     404     404     404     404     404     404     404     404     303   |    404     404     404
peer_sessions.turn                           POST     401     404     303     409     404     404     404     404     404     401   |    403     403     403
peer_sessions.turn:planned                   POST     401     404     409     409     404     404     404     404     404     401   |    403     403     403
peer_sessions.turn:closed                    POST     401     404     409     409     404     404     404     404     404     401   |    403     403     403
peer_sessions.turn:foreign-session           POST     401     404     404     404     404     404     404     404     404     401   |    403     403     403

programs.description                         GET      200     200     200     200     200     200     200     200     200     200   |    200     200     200
programs.me                                  GET      401     401     401     401     401     401     401     401     401     401   |    401     401     401
programs.nothing                             GET      404     404     404     404     404     404     404     404     404     404   |    404     404     404
programs.question                            GET      401     401     401     401     401     401     401     401     401     401   |    401     401     401
programs.questions                           GET      401     401     401     401     401     401     401     401     401     401   |    401     401     401
programs.replies                             GET      401     401     401     401     401     401     401     401     401     401   |    401     401     401
programs.review                              GET      401     401     401     401     401     401     401     401     401     401   |    401     401     401
programs.reviews                             GET      401     401     401     401     401     401     401     401     401     401   |    401     401     401

questions.acceptance                         POST     401     404     303     403     403     303     303     404     404     401   |    403     403     403
questions.acceptance:unasked-team            POST     401     404     404     404     404     404     404     404     404     401   |    403     403     403
questions.acceptance:foreign-question        POST     401     404     404     404     404     404     404     404     404     401   |    403     403     403
questions.acceptance_withdrawal              POST     401     404     303     403     403     303     303     404     404     401   |    403     403     403
questions.acceptance_withdrawal:foreign-question POST     401     404     404     404     404     404     404     404     404     401   |    403     403     403
questions.claim                              POST     401     404     404     404     404     303     303     404     404     401   |    403     403     403
questions.claim:answered                     POST     401     404     404     404     404     409     409     404     404     401   |    403     403     403
questions.claim:unasked-team                 POST     401     404     404     404     404     409     409     404     404     401   |    403     403     403
questions.claim:foreign-question             POST     401     404     404     404     404     404     404     404     404     401   |    403     403     403
questions.claim:repeated                     POST     401     404     404     404     404     409     409     404     404     401   |    403     403     403
questions.claim_release                      POST     401     404     404     404     404     303     303     404     404     401   |    403     403     403
questions.claim_release:foreign-question     POST     401     404     404     404     404     404     404     404     404     401   |    403     403     403
questions.closing                            POST     401     404     303     403     403     303     303     404     404     401   |    403     403     403
questions.closing:foreign-question           POST     401     404     404     404     404     404     404     404     404     401   |    403     403     403
questions.closing:withdrawn                  POST     401     404     409     404     404     404     404     404     404     401   |    403     403     403
questions.closing:repeated                   POST     401     404     409     403     403     409     409     404     404     401   |    403     403     403
questions.closing:answered                   POST     401     404     409     403     403     409     409     404     404     401   |    403     403     403
questions.edit                               GET      303     404     303     404     404     404     404     404     404     303   |    404     404     404
questions.edit:answered                      GET      303     404     200     404     404     404     404     404     404     303   |    404     404     404
questions.edit:foreign-question              GET      303     404     404     404     404     404     404     404     404     303   |    404     404     404
questions.edit                               POST     401     404     303     404     404     404     404     404     404     401   |    403     403     403
questions.edit:answered                      POST     401     404     303     404     404     404     404     404     404     401   |    403     403     403
questions.edit:foreign-question              POST     401     404     404     404     404     404     404     404     404     401   |    403     403     403
questions.edit_reply                         GET      303     404     404     200     404     404     404     404     404     303   |    404     404     404
questions.edit_reply:foreign-question        GET      303     404     404     404     404     404     404     404     404     303   |    404     404     404
questions.edit_reply                         POST     401     404     404     303     404     404     404     404     404     401   |    403     403     403
questions.edit_reply:foreign-question        POST     401     404     404     404     404     404     404     404     404     401   |    403     403     403
questions.endorsement                        POST     401     404     404     404     404     303     303     404     404     401   |    403     403     403
questions.endorsement:foreign-question       POST     401     404     404     404     404     404     404     404     404     401   |    403     403     403
questions.endorsement_withdrawal             POST     401     404     404     404     404     303     303     404     404     401   |    403     403     403
questions.endorsement_withdrawal:foreign-question POST     401     404     404     404     404     404     404     404     404     401   |    403     403     403
questions.handing                            POST     401     404     404     404     404     303     303     404     404     401   |    403     403     403
questions.handing:foreign-question           POST     401     404     404     404     404     404     404     404     404     401   |    403     403     403
questions.handing:answered                   POST     401     404     404     404     404     409     409     404     404     401   |    403     403     403
questions.index                              GET      303     404     200     200     200     200     200     404     404     303   |    200     200     200
questions.joining                            POST     401     404     403     403     403     403     403     404     404     401   |    403     403     403
questions.joining:unnamed                    POST     401     404     303     403     403     403     403     404     404     401   |    403     403     403
questions.joining:foreign-question           POST     401     404     404     404     404     404     404     404     404     401   |    403     403     403
questions.joining_withdrawal                 POST     401     404     403     403     403     403     403     404     404     401   |    403     403     403
questions.joining_withdrawal:unnamed         POST     401     404     303     403     403     403     403     404     404     401   |    403     403     403
questions.joining_withdrawal:foreign-question POST    401     404     404     404     404     404     404     404     404     401   |    403     403     403
questions.me_too                             POST     401     404     303     303     303     303     303     404     404     401   |    403     403     403
questions.me_too:unasked-team                POST     401     404     303     303     404     303     303     404     404     401   |    403     403     403
questions.me_too:foreign-question            POST     401     404     404     404     404     404     404     404     404     401   |    403     403     403
questions.me_too_withdrawal                  POST     401     404     303     303     303     303     303     404     404     401   |    403     403     403
questions.me_too_withdrawal:unasked-team     POST     401     404     303     303     404     303     303     404     404     401   |    403     403     403
questions.me_too_withdrawal:foreign-question POST     401     404     404     404     404     404     404     404     404     401   |    403     403     403
questions.new                                GET      303     404     200     200     200     200     200     404     404     303   |    404     404     404
questions.new                                POST     401     404     303     303     303     303     303     404     404     401   |    403     403     403
questions.news                               GET      303     404     200     404     404     404     404     404     404     303   |    200     404     404
questions.news:unnamed                       GET      303     404     200     404     404     404     404     404     404     303   |    200     404     404
questions.news:foreign-question              GET      303     404     404     404     404     404     404     404     404     303   |    404     404     404
questions.own_answer                         POST     401     404     303     403     403     403     403     404     404     401   |    403     403     403
questions.own_answer:foreign-question        POST     401     404     404     404     404     404     404     404     404     401   |    403     403     403
questions.own_answer:repeated                POST     401     404     409     403     403     403     403     404     404     401   |    403     403     403
questions.reopening                          POST     401     404     409     403     403     409     409     404     404     401   |    403     403     403
questions.reopening:answered                 POST     401     404     303     403     403     403     403     404     404     401   |    403     403     403
questions.reopening:foreign-question         POST     401     404     404     404     404     404     404     404     404     401   |    403     403     403
questions.reopening:repeated                 POST     401     404     303     403     403     303     303     404     404     401   |    403     403     403
questions.reopening:withdrawn                POST     401     404     303     404     404     404     404     404     404     401   |    403     403     403
questions.replies                            POST     401     404     303     303     303     303     303     404     404     401   |    403     403     403
questions.replies:unasked-team               POST     401     404     303     303     404     303     303     404     404     401   |    403     403     403
questions.replies:unasked-mentors            POST     401     404     303     404     404     303     303     404     404     401   |    403     403     403
questions.replies:unasked-me                 POST     401     404     303     404     404     404     404     404     404     401   |    403     403     403
questions.replies:foreign-question           POST     401     404     404     404     404     404     404     404     404     401   |    403     403     403
questions.replies:withdrawn                  POST     401     404     409     409     409     409     409     404     404     401   |    403     403     403
questions.replies:repeated                   POST     401     404     409     409     409     409     409     404     404     401   |    403     403     403
questions.reply_withdrawal                   POST     401     404     404     303     404     404     404     404     404     401   |    403     403     403
questions.reply_withdrawal:foreign-question  POST     401     404     404     404     404     404     404     404     404     401   |    403     403     403
questions.seeing                             POST     401     404     404     404     404     303     303     404     404     401   |    403     403     403
questions.seeing:unasked-me                  POST     401     404     404     404     404     404     404     404     404     401   |    403     403     403
questions.seeing:foreign-question            POST     401     404     404     404     404     404     404     404     404     401   |    403     403     403
questions.show                               GET      303     404     200     200     200     200     200     404     404     303   |    200     200     200
questions.show:unnamed                       GET      303     404     200     200     200     200     200     404     404     303   |    200     200     200
questions.show:unasked-cohort                GET      303     404     200     200     200     200     200     404     404     303   |    200     200     200
questions.show:unasked-team                  GET      303     404     200     200     404     200     200     404     404     303   |    200     200     200
questions.show:unasked-mentors               GET      303     404     200     404     404     200     200     404     404     303   |    200     200     200
questions.show:unasked-me                    GET      303     404     200     404     404     404     404     404     404     303   |    200     404     404
questions.show:asked-team                    GET      303     404     200     200     200     200     200     404     404     303   |    200     200     200
questions.show:asked-mentors                 GET      303     404     200     200     200     200     200     404     404     303   |    200     200     200
questions.show:asked-me                      GET      303     404     200     200     200     200     200     404     404     303   |    200     200     200
questions.show:foreign-question              GET      303     404     404     404     404     404     404     404     404     303   |    404     404     404
questions.show:withdrawn                     GET      303     404     200     404     404     404     404     404     404     303   |    200     404     404
questions.show:repeated                      GET      303     404     200     200     200     200     200     404     404     303   |    200     200     200
questions.similar                            GET      303     404     200     200     200     200     200     404     404     303   |    200     200     200
questions.versions                           GET      303     404     200     200     200     200     200     404     404     303   |    200     200     200
questions.versions:unnamed                   GET      303     404     200     200     200     200     200     404     404     303   |    200     200     200
questions.versions:unasked-team              GET      303     404     200     200     404     200     200     404     404     303   |    200     200     200
questions.versions:unasked-mentors           GET      303     404     200     404     404     200     200     404     404     303   |    200     200     200
questions.versions:foreign-question          GET      303     404     404     404     404     404     404     404     404     303   |    404     404     404
questions.withdrawal                         POST     401     404     303     403     403     403     403     404     404     401   |    403     403     403
questions.withdrawal:foreign-question        POST     401     404     404     404     404     404     404     404     404     401   |    403     403     403
questions.answer                             GET      303     404     404     404     404     200     200     404     404     303   |    404     404     404
questions.answer:unasked-me                  GET      303     404     404     404     404     404     404     404     404     303   |    404     404     404
questions.answer:repeated                    GET      303     404     404     404     404     303     303     404     404     303   |    404     404     404
questions.answer:foreign-question            GET      303     404     404     404     404     404     404     404     404     303   |    404     404     404
questions.answers                            POST     401     404     404     404     404     303     303     404     404     401   |    403     403     403
questions.answers:unasked-me                 POST     401     404     404     404     404     404     404     404     404     401   |    403     403     403
questions.answers:repeated                   POST     401     404     404     404     404     409     409     404     404     401   |    403     403     403
questions.answers:foreign-question           POST     401     404     404     404     404     404     404     404     404     401   |    403     403     403
questions.claim_state                        GET      303     404     404     404     404     200     200     404     404     303   |    404     200     200
questions.claim_state:foreign-question       GET      303     404     404     404     404     404     404     404     404     303   |    404     404     404
questions.draft                              POST     401     404     303     303     303     303     303     404     404     401   |    403     403     403
questions.draft:unasked-team                 POST     401     404     303     303     404     303     303     404     404     401   |    403     403     403
questions.draft:unasked-me                   POST     401     404     303     404     404     404     404     404     404     401   |    403     403     403
questions.draft:foreign-question             POST     401     404     404     404     404     404     404     404     404     401   |    403     403     403
questions.draft_preview                      GET      303     404     200     200     200     200     200     404     404     303   |    404     404     404
questions.draft_preview:unasked-me           GET      303     404     200     404     404     404     404     404     404     303   |    404     404     404
questions.draft_preview:foreign-question     GET      303     404     404     404     404     404     404     404     404     303   |    404     404     404
questions.draft_state                        GET      303     404     200     200     200     200     200     404     404     303   |    200     200     200
questions.draft_state:unasked-me             GET      303     404     200     404     404     404     404     404     404     303   |    200     404     404
questions.draft_state:foreign-question       GET      303     404     404     404     404     404     404     404     404     303   |    404     404     404
questions.same_as                            GET      303     404     200     404     404     200     200     404     404     303   |    404     404     404
questions.same_as:answered                   GET      303     404     303     303     303     303     303     404     404     303   |    404     404     404
questions.same_as:foreign-question           GET      303     404     404     404     404     404     404     404     404     303   |    404     404     404

queue.index                                  GET      303     404     404     404     404     200     200     404     404     303   |    404     200     200
queue.news                                   GET      303     404     404     404     404     200     200     404     404     303   |    404     200     200

reviews.additions                            POST     401     404     303     303     303     404     404     404     404     401   |    403     403     403
reviews.as_it_will_look                      GET      303     404     200     200     200     404     404     404     404     303   |    200     404     404
reviews.as_json                              GET      303     404     200     404     404     404     404     404     404     303   |    200     404     404
reviews.as_json:team                         GET      303     404     200     404     404     404     404     404     404     303   |    200     404     404
reviews.as_json:me                           GET      303     404     200     404     404     404     404     404     404     303   |    200     404     404
reviews.as_json:draft                        GET      303     404     200     404     404     404     404     404     404     303   |    200     404     404
reviews.as_json:foreign-review               GET      303     404     404     404     404     404     404     404     404     303   |    404     404     404
reviews.as_markdown                          GET      303     404     200     404     404     404     404     404     404     303   |    200     404     404
reviews.as_markdown:team                     GET      303     404     200     404     404     404     404     404     404     303   |    200     404     404
reviews.as_markdown:me                       GET      303     404     200     404     404     404     404     404     404     303   |    200     404     404
reviews.as_markdown:draft                    GET      303     404     200     404     404     404     404     404     404     303   |    200     404     404
reviews.as_markdown:foreign-review           GET      303     404     404     404     404     404     404     404     404     303   |    404     404     404
reviews.before_filing                        GET      303     404     303     303     303     404     404     404     404     303   |    404     404     404
reviews.before_filing:a-filed-week           GET      303     404     303     303     303     404     404     404     404     303   |    404     404     404
reviews.bring                                GET      303     404     200     200     200     404     404     404     404     303   |    404     404     404
reviews.brought                              POST     401     404     200     200     200     404     404     404     404     401   |    403     403     403
reviews.captures                             POST     401     404     303     303     303     404     404     404     404     401   |    403     403     403
reviews.changes                              POST     401     404     200     200     200     404     404     404     404     401   |    403     403     403
reviews.comment                              POST     401     404     404     303     404     404     404     404     404     401   |    403     403     403
reviews.comment:team                         POST     401     404     404     404     404     404     404     404     404     401   |    403     403     403
reviews.comment:foreign-review               POST     401     404     404     404     404     404     404     404     404     401   |    403     403     403
reviews.comment_withdrawal                   POST     401     404     404     303     404     404     404     404     404     401   |    403     403     403
reviews.comment_withdrawal:foreign-review    POST     401     404     404     404     404     404     404     404     404     401   |    403     403     403
reviews.comments                             POST     401     404     303     303     303     303     303     404     404     401   |    403     403     403
reviews.comments:team                        POST     401     404     303     303     404     303     303     404     404     401   |    403     403     403
reviews.comments:mentors                     POST     401     404     303     404     404     303     303     404     404     401   |    403     403     403
reviews.comments:me                          POST     401     404     303     404     404     404     404     404     404     401   |    403     403     403
reviews.comments:draft                       POST     401     404     404     404     404     404     404     404     404     401   |    403     403     403
reviews.comments:foreign-review              POST     401     404     404     404     404     404     404     404     404     401   |    403     403     403
reviews.discarding                           POST     401     404     404     404     404     404     404     404     404     401   |    403     403     403
reviews.discarding:a-filed-week              POST     401     404     303     404     404     404     404     404     404     401   |    403     403     403
reviews.edit                                 GET      303     404     200     200     200     404     404     404     404     303   |    404     404     404
reviews.filing                               POST     401     404     303     303     303     404     404     404     404     401   |    403     403     403
reviews.follow_ups                           POST     401     404     303     404     404     404     404     404     404     401   |    403     403     403
reviews.follow_ups:of-another-cohort         POST     401     404     404     404     404     404     404     404     404     401   |    403     403     403
reviews.follow_ups:a-question                POST     401     404     303     404     404     404     404     404     404     401   |    403     403     403
reviews.mine                                 GET      303     404     200     303     303     303     303     404     404     303   |    200     303     303
reviews.new_capture                          GET      303     404     200     200     200     404     404     404     404     303   |    404     404     404
reviews.one_version                          GET      303     404     200     404     404     404     404     404     404     303   |    200     404     404
reviews.one_version:team                     GET      303     404     200     404     404     404     404     404     404     303   |    200     404     404
reviews.one_version:me                       GET      303     404     200     404     404     404     404     404     404     303   |    200     404     404
reviews.one_version:draft                    GET      303     404     404     404     404     404     404     404     404     303   |    404     404     404
reviews.one_version:foreign-review           GET      303     404     404     404     404     404     404     404     404     303   |    404     404     404
reviews.reactions                            POST     401     404     404     303     303     303     303     404     404     401   |    403     403     403
reviews.reactions:to-a-remark                POST     401     404     303     404     303     303     303     404     404     401   |    403     403     403
reviews.reactions:team                       POST     401     404     404     303     404     303     303     404     404     401   |    403     403     403
reviews.reactions:mentors                    POST     401     404     404     404     404     303     303     404     404     401   |    403     403     403
reviews.reactions:me                         POST     401     404     404     404     404     404     404     404     404     401   |    403     403     403
reviews.reactions:draft                      POST     401     404     404     404     404     404     404     404     404     401   |    403     403     403
reviews.reactions:foreign-review             POST     401     404     404     404     404     404     404     404     404     401   |    403     403     403
reviews.renewals                             POST     401     404     303     404     404     404     404     404     404     401   |    403     403     403
reviews.renewals:of-another-cohort           POST     401     404     404     404     404     404     404     404     404     401   |    403     403     403
reviews.restoration                          POST     401     404     303     404     404     404     404     404     404     401   |    403     403     403
reviews.restoration:me                       POST     401     404     303     404     404     404     404     404     404     401   |    403     403     403
reviews.restoration:foreign-review           POST     401     404     404     404     404     404     404     404     404     401   |    403     403     403
reviews.saving                               POST     401     404     303     303     303     404     404     404     404     401   |    403     403     403
reviews.show                                 GET      303     404     200     200     200     200     200     404     404     303   |    200     200     200
reviews.show:team                            GET      303     404     200     200     404     200     200     404     404     303   |    200     200     200
reviews.show:mentors                         GET      303     404     200     404     404     200     200     404     404     303   |    200     200     200
reviews.show:me                              GET      303     404     200     404     404     404     404     404     404     303   |    200     404     404
reviews.show:draft                           GET      303     404     303     404     404     404     404     404     404     303   |    303     404     404
reviews.show:foreign-review                  GET      303     404     404     404     404     404     404     404     404     303   |    404     404     404
reviews.state                                GET      303     404     200     200     200     404     404     404     404     303   |    404     404     404
reviews.unfiling                             POST     401     404     404     404     404     404     404     404     404     401   |    403     403     403
reviews.unfiling:a-filed-week                POST     401     404     409     404     404     404     404     404     404     401   |    403     403     403
reviews.unfiling:a-quiet-week                POST     401     404     303     404     404     404     404     404     404     401   |    403     403     403
reviews.versions                             GET      303     404     200     404     404     404     404     404     404     303   |    200     404     404
reviews.versions:team                        GET      303     404     200     404     404     404     404     404     404     303   |    200     404     404
reviews.versions:me                          GET      303     404     200     404     404     404     404     404     404     303   |    200     404     404
reviews.versions:draft                       GET      303     404     200     404     404     404     404     404     404     303   |    200     404     404
reviews.versions:foreign-review              GET      303     404     404     404     404     404     404     404     404     303   |    404     404     404
reviews.week                                 GET      303     404     200     200     200     200     200     404     404     303   |    200     200     200

snippets.change                              POST     401     404     404     404     404     404     303     404     404     401   |    403     403     403
snippets.change:a-mentors                    POST     401     404     404     404     404     303     404     404     404     401   |    403     403     403
snippets.change:foreign-snippet              POST     401     404     404     404     404     404     404     404     404     401   |    403     403     403
snippets.create                              POST     401     404     404     404     404     303     303     404     404     401   |    403     403     403
snippets.edit                                GET      303     404     404     404     404     404     200     404     404     303   |    404     404     404
snippets.edit:a-mentors                      GET      303     404     404     404     404     200     404     404     404     303   |    404     404     404
snippets.edit:foreign-snippet                GET      303     404     404     404     404     404     404     404     404     303   |    404     404     404
snippets.index                               GET      303     404     404     404     404     200     200     404     404     303   |    404     200     200
snippets.removal                             POST     401     404     404     404     404     404     303     404     404     401   |    403     403     403
snippets.removal:a-mentors                   POST     401     404     404     404     404     303     404     404     404     401   |    403     403     403
snippets.removal:foreign-snippet             POST     401     404     404     404     404     404     404     404     404     401   |    403     403     403

tags.index                                   GET      303     404     200     200     200     200     200     404     404     303   |    200     200     200
tags.names                                   GET      303     404     200     200     200     200     200     404     404     303   |    200     200     200
tags.renaming                                POST     401     404     404     404     404     404     303     404     404     401   |    403     403     403

search.add_term                              POST     401     404     404     404     404     404     303     404     404     401   |    403     403     403
search.glossary                              GET      303     404     404     404     404     404     200     404     404     303   |    404     404     200
search.remove_term                           POST     401     404     404     404     404     404     303     404     404     401   |    403     403     403
search.remove_term:foreign-term              POST     401     404     404     404     404     404     404     404     404     401   |    403     403     403

tokens.end                                   POST     401     303     303     303     303     303     303     303     303     401   |    303     303     303
tokens.end:foreign-token                     POST     401     404     404     404     404     404     404     404     404     401   |    404     404     404
tokens.make                                  POST     401     201     201     201     201     201     201     201     201     401   |    201     201     201
tokens.show                                  GET      303     200     200     200     200     200     200     200     200     303   |    200     200     200

uploads.create                               POST     401     404     303     303     303     303     303     404     404     401   |    403     403     403
uploads.new                                  GET      303     404     200     200     200     200     200     404     404     303   |    404     404     404
uploads.show                                 GET      303     404     200     200     200     200     200     404     404     303   |    200     200     200
uploads.show:team                            GET      303     404     200     200     404     200     200     404     404     303   |    200     200     200
uploads.show:mentors                         GET      303     404     200     404     404     200     200     404     404     303   |    200     200     200
uploads.show:me                              GET      303     404     200     404     404     404     404     404     404     303   |    200     404     404
uploads.show:draft                           GET      303     404     200     404     404     404     404     404     404     303   |    200     404     404
uploads.show:foreign-image                   GET      303     404     404     404     404     404     404     404     404     303   |    404     404     404

static                                       GET      200     200     200     200     200     200     200     200     200     200   |    200     200     200
"""

Line = tuple[str, str, str]  # endpoint, variant, method


def read(table: str) -> dict[Line, dict[str, int]]:
    """What is expected: for each line, the status for each person."""
    expected: dict[Line, dict[str, int]] = {}
    for text in table.strip("\n").splitlines()[1:]:
        name, method, *statuses = text.replace("|", " ").split() or ("", "")
        if name:
            endpoint, _, variant = name.partition(":")
            expected[endpoint, variant, method] = dict(zip(PEOPLE, map(int, statuses), strict=True))
    return expected


EXPECTED = read(TABLE)
